import { declare, events } from "./catalogue";
import { consent, optIn, optOut, reset } from "./consent";
import { guard } from "./edges";
import { emit } from "./events";
import { experiment } from "./experiments";
import { pageview } from "./page";
import { flush } from "./queue";
import { setUser } from "./session";
import type { Fields } from "./wire";

interface Options {
  /** Amount as text or number, currency by ISO 4217. */
  revenue?: { amount: string | number; currency: string };
  /** False: the event neither ends a bounce nor counts as an interaction. */
  interactive?: boolean;
  duration_ms?: number;
  groups?: Record<string, string>;
  /** True: counted, and linked to nothing. */
  unlinked?: boolean;
}

/** Copies what the page hands over: later changes do not count, and what cannot be written as JSON fails here and not at sending. */
const copy = (fields: object): Fields => JSON.parse(JSON.stringify(fields));

const methods: Api = {
  event: (name: string, props?: object, { revenue, interactive, duration_ms, groups, unlinked }: Options = {}) =>
    emit(name, copy({ props, revenue, interactive, duration_ms, groups, unlinked })),
  pageview: (props?: object) => pageview(copy({ props })),
  flush: () => flush(true),
  ...(FULL && { identify: setUser, reset, consent, optOut, optIn, declare }),
};

/** Puts the API in the place of the array that may stand there, and makes the calls that wait in it. */
export const install = (): void => {
  const waiting = window.footfall;
  const api: Api = {};
  for (const name in methods) api[name] = guard(methods[name] as () => unknown);
  if (FULL) api.events = events;
  if (FULL && !SEALED) api.experiment = experiment;
  // `footfall.push(["event", "signup"])` is `footfall.event("signup")`, also before the script has loaded.
  api.push = guard(([name, ...args]: [string, ...never[]]) => api[name]?.(...args));
  window.footfall = api;
  // Not an array if an element of the page has this id.
  waiting?.forEach?.(api.push as never);
};
