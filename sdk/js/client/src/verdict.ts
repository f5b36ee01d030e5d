// Decides, without doing anything, what an answer means and when the next attempt may be.
import type { Answer } from "../types/index";

const longestWaitMs = 3_600_000;

export type Verdict =
  | { kind: "accepted"; dropped: { index: number; reason: string; detail?: string }[] }
  /** The same again would be refused again. */
  | { kind: "refused"; reason: string; detail: string }
  /** In smaller parts it might pass. */
  | { kind: "split"; detail: string }
  | { kind: "later"; retryAfterMs: number | undefined; detail: string };

/** Milliseconds that `Retry-After` asks for, as seconds or as a date; undefined where it says nothing that can be read. */
export const retryAfterMs = (header: string | null | undefined, now: number): number | undefined => {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, Math.min(wait, longestWaitMs));
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const detailOf = ({ status, body }: Answer): string =>
  isObject(body) && typeof body.detail === "string" ? `${status}: ${body.detail}` : String(status);

const droppedOf = (body: unknown): { index: number; reason: string; detail?: string }[] =>
  !isObject(body) || !Array.isArray(body.dropped)
    ? []
    : body.dropped
        .filter((drop) => isObject(drop) && Number.isInteger(drop.index) && typeof drop.reason === "string")
        .map(({ index, reason, detail }) => ({ index, reason, ...(typeof detail === "string" && { detail }) }));

/** No answer at all is `undefined`. */
export const judge = (answer: Answer | undefined, now: number): Verdict => {
  if (!answer) return { kind: "later", retryAfterMs: undefined, detail: "no answer" };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "accepted", dropped: droppedOf(answer.body) };
  if (status === 413) return { kind: "split", detail: detailOf(answer) };
  // 408: the line was too slow for the body. 425 and 429 say "later" themselves, and so does all that is the server's own fault.
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return { kind: "later", retryAfterMs: retryAfterMs(answer.retryAfter, now), detail: detailOf(answer) };
  return { kind: "refused", reason: "refused", detail: detailOf(answer) };
};

/** Milliseconds until the next attempt: what the server asks for, else 1, 2, 4 … seconds with some chance in it. `failures` are those in a row, from 1. */
export const waitAfter = (failures: number, asked: number | undefined, random: number): number =>
  asked || Math.min(1000 * 2 ** Math.min(failures - 1, 20) * (1 + random), longestWaitMs);
