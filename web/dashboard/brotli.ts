import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin } from "vite";

const compress = promisify(brotliCompress);

/**
 * Leaves WebAssembly in the build by brotli only, beside which the server needs nothing (src/Server/Web/AssetFiles.cs): 36 MB would take it minutes to
 * compress at first use. Quality 9 with the widest window is 16 % larger than the best, and ten times as fast to build.
 */
export const brotliWebAssembly = (): Plugin => ({
  name: "brotli-web-assembly",
  apply: "build",
  enforce: "post",
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "asset" || !file.fileName.endsWith(".wasm")) continue;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: file.source.length,
      };
      this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source: await compress(file.source, { params }) });
      delete bundle[file.fileName];
    }
  },
});
