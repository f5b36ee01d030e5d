// The page's side of the worker that DuckDB lives in.
import { type Callable, callable } from "../calls";
import type { Database } from "./database.worker";

/** A worker whose engine has begun to compile. */
export const openDatabase = (): Callable<Database> =>
  callable<Database>(new Worker(new URL("./database.worker.ts", import.meta.url), { type: "module", name: "sealed-database" }));
