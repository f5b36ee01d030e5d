import type { Answer, OutgoingRequest } from "../types/index";

const contentOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, or nothing.
    return text;
  }
};

/** One request by `fetch`; gives up after its time, by a timer that keeps no process alive. */
export const request = async (
  { method, url, headers, body, timeoutMs }: OutgoingRequest,
  more: RequestInit,
  after: (ms: number, work: () => void) => () => void,
): Promise<Answer> => {
  const given = new AbortController();
  const done = after(timeoutMs, () => given.abort(new Error(`no answer within ${timeoutMs} ms`)));
  try {
    const response = await fetch(url, { method, headers, ...(body !== undefined && { body }), signal: given.signal, ...more });
    return { status: response.status, retryAfter: response.headers.get("retry-after"), body: contentOf(await response.text()) };
  } finally {
    done();
  }
};
