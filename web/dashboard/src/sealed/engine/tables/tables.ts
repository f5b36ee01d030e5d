import { type Callable, callable } from "../calls";
import type { Tables } from "./tables.worker";

/** The page's side of the worker that makes rows. */
export const startTables = (): Callable<Tables> =>
  callable<Tables>(new Worker(new URL("./tables.worker.ts", import.meta.url), { type: "module", name: "sealed-tables" }));
