import { identified, required } from "./settings";

/** What the visitor lets be counted, and whether it may be linked. */
export interface Answer {
  /** By event name; `*` stands for all others. */
  consent: Record<string, boolean>;
  linked: boolean;
}

export type Source = "visitor" | "tcf" | "google";

interface Entry {
  consent?: Record<string, boolean>;
  unlinked?: boolean;
  out?: boolean;
}

const storageKey = "footfall";

/** What the tracker, or this manager in an anonymous project, left on the device. */
const stored = (): Entry => {
  try {
    return JSON.parse(localStorage[storageKey] || "{}");
  } catch {
    // Storage is blocked: nothing is remembered, and each page asks anew.
    return {};
  }
};

/** The answer given on this page. */
let given: Answer | undefined;

const everything = (yes: boolean): Answer => ({ consent: { "*": yes }, linked: yes });

export const answered = (): boolean => !!(given || stored().out || stored().consent);

/** The answer that holds; without one, what happens unless one is given. */
export const current = (): Answer => {
  const { out, consent, unlinked } = stored();
  if (out) return everything(false);
  return given ?? (consent ? { consent, linked: !unlinked } : everything(!required));
};

const summary = ({ consent, linked }: Answer) => {
  const values = Object.values(consent);
  const state = values.every(Boolean) ? "all" : values.some(Boolean) ? "some" : "none";
  return { state, linked: linked && state !== "none" };
};

/**
 * In an anonymous project a refusal is the only thing that is ever kept, because it could not be honoured otherwise; where an answer is required, the answer
 * is, because the visitor would be asked on each page. An answer that allows everything takes the entry away.
 */
const remember = ({ consent, linked }: Answer, state: string): void => {
  try {
    if (state === "all" && linked && !required) localStorage.removeItem(storageKey);
    else localStorage[storageKey] = JSON.stringify({ consent, ...(!linked && { unlinked: true }) });
  } catch {
    // As above: it holds for this page.
  }
};

/**
 * Hands an answer to the tracker, and tells that it has changed, without an identity. A change that nothing was or is allowed by is not told: whoever refuses at
 * the first question has let nothing be sent. `acted`: the visitor did it now, and no program that remembers.
 */
export const give = (answer: Answer, by: Source, acted: boolean): void => {
  const footfall = window.footfall as Footfall;
  const known = given || identified || acted;
  const [before, after] = [summary(current()), summary(answer)];
  const ours = by === "visitor";
  if (ours && after.state === "none" && !required) footfall.optOut();
  else {
    if (ours && stored().out) footfall.optIn();
    footfall.consent(after.state === "some" ? answer.consent : after.state === "all", answer.linked);
    if (ours && !identified) remember(answer, after.state);
  }
  given = answer;
  if (known && JSON.stringify(before) !== JSON.stringify(after)) footfall.event("consent_change", { ...after, by }, { unlinked: true });
};
