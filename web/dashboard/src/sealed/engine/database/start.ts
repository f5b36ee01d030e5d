// Starts DuckDB of the server's version inside the worker that imports this. The package's own start would hand the browser a wrapped response,
// which never gets compiled code from its cache, so the module is compiled from the plain one.
import { createDuckDB, DEFAULT_RUNTIME, type DuckDBBindings, VoidLogger } from "@duckdb/duckdb-wasm/blocking";
import { segmentFolder } from "./folder";

type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** What the package calls for an instance; it has no other way to say that there will be none. */
interface Instantiating {
  instantiateWasm: (imports: WebAssembly.Imports, done: Done) => object;
}

/** This browser cannot run the reader at all. */
export class TooOld extends Error {}

const instantiate = async (module: Promise<WebAssembly.Module>): Promise<DuckDBBindings> => {
  const bundle = { mainModule: "eh", mainWorker: "" };
  // A runtime without files and without a network: nothing that SQL says can leave the worker.
  const bindings = await createDuckDB({ mvp: { ...bundle, mainModule: "" }, eh: bundle }, new VoidLogger(), DEFAULT_RUNTIME);
  if (!("mainModuleURL" in bindings && bindings.mainModuleURL === bundle.mainModule))
    throw new TooOld("This browser lacks WebAssembly exceptions. Use a current one to read sealed projects.");
  return new Promise((resolve, reject) => {
    const instantiateWasm: Instantiating["instantiateWasm"] = (imports, done) => {
      // Where the module's imports look for the runtime, however it was handed over.
      globalThis.DUCKDB_RUNTIME = DEFAULT_RUNTIME;
      module.then(async (compiled) => done(await WebAssembly.instantiate(compiled, imports), compiled)).catch(reject);
      return {};
    };
    Object.assign(bindings as unknown as Instantiating, { instantiateWasm });
    bindings.instantiate(() => undefined).then(resolve, reject);
  });
};

/** In this order: the last one forbids all others. */
const settings = (megabytes: number): string[] => [
  `memory_limit = '${megabytes}MB'`,
  "autoload_known_extensions = false",
  // Where the contents of segments are registered: there are no other files, whatever their names.
  `allowed_directories = ['${segmentFolder}']`,
  "enable_external_access = false",
  "lock_configuration = true",
];

/** An empty database in memory, of the engine in `response`. `megabytes` is what its tables and answers may take together. */
export const start = async (response: Promise<Response>, megabytes: number): Promise<DuckDBBindings> => {
  const bindings = await instantiate(WebAssembly.compileStreaming(response));
  bindings.open({ path: ":memory:", query: { castBigIntToDouble: false } });
  const connection = bindings.connect();
  for (const setting of settings(megabytes)) connection.query(`SET ${setting}`);
  connection.close();
  return bindings;
};
