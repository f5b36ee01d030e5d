import type { Standing } from "../overview/context";

/** What a page can be asked for that is not in its address. */
export interface Asks {
  custom: () => void;
  /** By the dimension's key; null: whichever. */
  filter: (key: string | null) => void;
}

/** The page that is shown, for the palette, which is loaded when it is first opened. */
export interface Supplied {
  standing: Standing;
  asks: Asks;
}

const suppliers = new Set<() => Supplied>();

export const supplied = (): Supplied[] => [...suppliers].map((supplier) => supplier());

/** Returns what takes it away again. */
export function supply(supplier: () => Supplied): () => void {
  suppliers.add(supplier);
  return () => {
    suppliers.delete(supplier);
  };
}
