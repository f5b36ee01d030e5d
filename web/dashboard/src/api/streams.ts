import { Problem, send } from "./http";
import type { Items } from "./types";

/** An item of a derived stream of a sealed project, as the server has it. */
export interface StreamItem {
  sequence: number;
  entry: string;
  signature: string;
  /** Null where only entries were asked for. */
  wrapped: string | null;
}

type Page = Items<StreamItem> & { next: number | null };

const of = (project: string): string => `/api/v1/projects/${encodeURIComponent(project)}/streams`;

/** From a place on to the end, page by page; none where there is no such stream. */
export async function readStreamItems(
  project: string,
  stream: string,
  from: number,
  content: boolean,
  signal: AbortSignal,
): Promise<StreamItem[]> {
  const items: StreamItem[] = [];
  let place: number | null = from;
  while (place !== null) {
    const page: Page = await readPage(`${of(project)}/${encodeURIComponent(stream)}/items?from=${place}&content=${content}`, signal);
    items.push(...page.items);
    place = page.next;
  }
  return items;
}

async function readPage(path: string, signal: AbortSignal): Promise<Page> {
  try {
    return await send<Page>("GET", path, undefined, { signal });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return { items: [], next: null };
    throw error;
  }
}

export const removeStreamItems = (project: string, stream: string): Promise<null> =>
  send("DELETE", `${of(project)}/${encodeURIComponent(stream)}`);
