// DuckDB-WASM in this process: the same file as in the browser, for tests that need no page around it.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { createDuckDB, NODE_RUNTIME, VoidLogger } = require("@duckdb/duckdb-wasm/blocking");

export const startEngine = async () => {
  const mainModule = require.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");
  const bindings = await createDuckDB({ mvp: { mainModule: "" }, eh: { mainModule } }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate();
  bindings.open({ path: ":memory:", query: { castBigIntToDouble: false } });
  return bindings;
};
