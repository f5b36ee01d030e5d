/** A refusal by the server: a problem document, or what could be made of its answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly field: string | null = null,
    readonly remedy: string | null = null,
  ) {
    super(detail || title);
    this.name = "Problem";
  }
}

/** The session's CSRF token. Held in memory only: the cookie itself is out of any script's reach. */
let csrfToken: string | null = null;
let onSignedOut: () => void = () => undefined;

export const setCsrfToken = (token: string | null): void => {
  csrfToken = token;
};

/** Called when a request finds the session ended. */
export const whenSignedOut = (callback: () => void): void => {
  onSignedOut = callback;
};

interface Options {
  signal?: AbortSignal;
  /** Sign-in and set-up answer 401 about what was typed, not about the session. */
  guest?: boolean;
  /** The revision that was read: what has been changed since is not to be replaced. */
  revision?: number;
  /** Opens a shared link. */
  ticket?: string;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export async function send<T>(method: Method, path: string, body?: unknown, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  const hasBody = body !== undefined || method === "POST" || method === "PUT" || method === "PATCH";
  const isBytes = body instanceof Blob;
  if (hasBody) headers["content-type"] = isBytes ? body.type : "application/json";
  if (method !== "GET" && csrfToken) headers["x-csrf-token"] = csrfToken;
  if (options.revision !== undefined) headers["if-match"] = `"${options.revision}"`;
  if (options.ticket) headers["footfall-link"] = options.ticket;
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (hasBody) init.body = isBytes ? body : JSON.stringify(body ?? {});
  if (options.signal) init.signal = options.signal;
  const response = await reach(path, init);
  if (response.ok) return (await readJson(response)) as T;
  if (response.status === 401 && !options.guest) onSignedOut();
  throw await readProblem(response);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server cannot be reached", "It may be restarting, or this device may be offline.");
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(
      response.status,
      "The server’s answer cannot be read",
      "Something between this browser and the server answered in its place. Check the reverse proxy.",
    );
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const body = ((await readJson(response).catch(() => null)) ?? {}) as Record<string, unknown>;
  const text = (name: string): string | null => (typeof body[name] === "string" ? (body[name] as string) : null);
  const title = text("title") ?? text("error") ?? `The server answered ${response.status}`;
  return new Problem(response.status, title, text("detail") ?? text("error") ?? "", text("field"), text("remedy"));
}
