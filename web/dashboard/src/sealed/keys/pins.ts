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

const revisionSlot = (account: string, project: string): string => `footfall.revisions.${account}.${project}`;

/** The newest revision of each of a project's documents that this browser has opened, by its id. */
export function seenRevisions(account: string, project: string): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(revisionSlot(account, project)) ?? "{}") as Record<string, number>;
  } catch {
    // As above.
    return {};
  }
}

export function sawRevisions(account: string, project: string, revisions: Record<string, number>): void {
  try {
    localStorage.setItem(revisionSlot(account, project), JSON.stringify(revisions));
  } catch {
    // As above.
  }
}
