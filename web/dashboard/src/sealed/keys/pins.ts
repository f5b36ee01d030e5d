import type { Log } from "@footfall/sealing/membership";

// What this browser saw of vaults: public hashes only, so that a server that shows less or something else later is noticed.
const slot = (account: string, vault: string): string => `footfall.seen.${account}.${vault}`;

export function seenLength(account: string, vault: string): { length: number; head: string } | undefined {
  try {
    const seen = JSON.parse(localStorage.getItem(slot(account, vault)) ?? "null") as { length: number; head: string } | null;
    return seen ?? undefined;
  } catch {
    // Storage is forbidden or damaged: this browser remembers nothing, and checks what it is shown.
    return undefined;
  }
}

export function sawLog(account: string, vault: string, { length, head }: Pick<Log, "length" | "head">): void {
  try {
    localStorage.setItem(slot(account, vault), JSON.stringify({ length, head }));
  } catch {
    // As above.
  }
}

const homeSlot = (account: string, project: string): string => `footfall.home.${account}.${project}`;

/** The vault that a project was first seen in, by its id and the hash of its founding. */
export function seenHome(account: string, project: string): string | null {
  try {
    return localStorage.getItem(homeSlot(account, project));
  } catch {
    // As above.
    return null;
  }
}

export function sawHome(account: string, project: string, home: string): void {
  try {
    localStorage.setItem(homeSlot(account, project), home);
  } catch {
    // As above.
  }
}
