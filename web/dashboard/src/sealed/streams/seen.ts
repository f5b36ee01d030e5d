const slot = (account: string, project: string): string => `footfall.streams.${account}.${project}`;

/** Ids of the streams that this browser has seen of a project, so that one that a server leaves out is missed. */
export function seenStreams(account: string, project: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(slot(account, project)) ?? "[]") as string[];
  } catch {
    // Storage is forbidden or damaged: this browser remembers nothing, and checks what it is shown.
    return [];
  }
}

export function sawStreams(account: string, project: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(slot(account, project), JSON.stringify(ids));
  } catch {
    // As above.
  }
}
