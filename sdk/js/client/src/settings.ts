import type { ClientOptions } from "../types/index";

export interface Settings {
  /** Without the slash at its end. */
  base: string;
  key: string;
  appName: string;
  mode: "anonymous" | "identified" | "sealed";
  /** Whether visitors are told apart for longer than a day. */
  identified: boolean;
  pin: string;
  scrollTracking: boolean;
  consentRequired: boolean;
  /** What becomes of events where the browser signals Do Not Track. */
  dropsSilent: boolean;
  visitor: string | undefined;
  serverToken: string;
  flushIntervalMs: number;
  batchSize: number;
  maxQueue: number;
  requestTimeoutMs: number;
  offlineDirectory: string;
  offlineMaxBytes: number;
  debug: boolean;
}

/** A number within what makes sense; what is none is the default. */
const within = (value: unknown, least: number, most: number, usual: number): number =>
  typeof value === "number" && value >= least ? Math.min(Math.floor(value), most) : usual;

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** Why nothing can be sent with these options, or nothing. */
const faultOf = ({ base, key, appName, mode, pin }: Settings, given: ClientOptions): string | undefined => {
  if (!/^https?:\/\/[^/]/.test(base)) return "apiBaseUrl has to be an address such as https://stats.example.org.";
  if (given.mode && !["anonymous", "identified", "sealed"].includes(given.mode)) return "mode has to be anonymous, identified or sealed.";
  if (!key && !appName) return "key has to be the project's write key, ff_… (or appName its app name).";
  if (mode === "sealed" && !key) return "A sealed project is named by its key.";
  if (mode === "sealed" && !pin)
    return "pin has to be the fingerprint of the project's snippet: without it, nobody vouches for the key that is sealed to.";
  return undefined;
};

/** The options with their defaults; `fault` says in words why nothing can be sent with them. */
export const settle = (given: ClientOptions): { settings: Settings; fault: string | undefined } => {
  const mode = given.mode === "identified" || given.mode === "sealed" ? given.mode : "anonymous";
  const identified = mode === "identified" || (mode === "sealed" && given.identity === "identified");
  const settings: Settings = {
    base: text(given.apiBaseUrl).replace(/\/+$/, ""),
    key: text(given.key),
    appName: text(given.appName),
    mode,
    identified,
    pin: text(given.pin),
    scrollTracking: given.scrollTracking === true,
    consentRequired: given.consent === "required",
    dropsSilent: identified ? given.doNotTrack !== "send" : given.doNotTrack === "drop",
    visitor: text(given.visitor) || undefined,
    serverToken: mode === "sealed" ? "" : text(given.serverToken),
    flushIntervalMs: within(given.flushIntervalMs, 0, 3_600_000, 5000),
    batchSize: within(given.batchSize, 1, 1000, 50),
    maxQueue: within(given.maxQueue, 1, 1_000_000, 1000),
    requestTimeoutMs: within(given.requestTimeoutMs, 1, 600_000, 10_000),
    offlineDirectory: text(given.offlineDirectory),
    offlineMaxBytes: within(given.offlineMaxBytes, 0, 10_000_000_000, 10_000_000),
    debug: given.debug === true,
  };
  return { settings, fault: faultOf(settings, given) };
};
