// The page's side of the worker that DuckDB lives in.
import { type Callable, callable } from "../calls";
import type { Database } from "./database.worker";

/** A worker that has begun to fetch its engine. */
export const openDatabase = (): Callable<Database> =>
  callable<Database>(new Worker(new URL("./database.worker.ts", import.meta.url), { type: "module", name: "sealed-database" }));
