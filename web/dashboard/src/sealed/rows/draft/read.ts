// Reads one event of a message under its long names, as src/Ingestion/Endpoints/ReadEvent.cs. Whatever is wrong with it becomes the draft's fault.
import { limits } from "../limits";
import { cut, wellFormed } from "../text/letters";
import { type Draft, emptyDraft, fail } from "./draft";
import { readProp, readProps } from "./props";
import { readRevenue } from "./revenue";
import { isObject, readFlag, readIdentity, readNumber, readText, readTime } from "./values";

const mostMs = 2 ** 32 - 1;
const mostPixels = 2 ** 16 - 1;

const readScreen = (draft: Draft, value: unknown): void => {
  if (!isObject(value)) {
    fail(draft, "invalid_field", "screen");
    return;
  }
  for (const side of Object.keys(value)) {
    if (value[side] === null) continue;
    if (side === "width") draft.screenWidth = readNumber(draft, value.width, "screen.width", mostPixels);
    else if (side === "height") draft.screenHeight = readNumber(draft, value.height, "screen.height", mostPixels);
  }
};

const readLibrary = (draft: Draft, value: unknown): string | null => {
  if (!isObject(value)) return readText(draft, value, "library", limits.library);
  let name: string | null = null;
  let version: string | null = null;
  for (const part of Object.keys(value)) {
    if (part === "name") name = readText(draft, value.name, "library.name", limits.library / 2);
    else if (part === "version") version = readText(draft, value.version, "library.version", limits.library / 2);
  }
  return version === null ? name : `${name ?? ""}/${version}`;
};

const readGroups = (draft: Draft, value: unknown): void => {
  if (!isObject(value)) {
    fail(draft, "invalid_field", "groups");
    return;
  }
  for (const type of Object.keys(value)) {
    const key = value[type] === null ? null : readIdentity(draft, value[type], "groups");
    if (key === null) continue;
    draft.groups ??= new Map();
    draft.groups.set(cut(wellFormed(type), limits.propName), key);
  }
  if (draft.groups && draft.groups.size > limits.groups) fail(draft, "invalid_field", "groups");
};

type Reader = (draft: Draft, value: unknown) => void;

/** The fields that have a meaning of their own; all others become props. */
const readers: Record<string, Reader> = {
  id: (draft, value) => {
    draft.id = readIdentity(draft, value, "id");
  },
  name: (draft, value) => {
    draft.name = readText(draft, value, "name", limits.name + 1);
  },
  time: (draft, value) => {
    draft.time = readTime(draft, value);
  },
  url: (draft, value) => {
    draft.url = readText(draft, value, "url", limits.value * 2);
  },
  title: (draft, value) => {
    draft.title = readText(draft, value, "title", limits.value * 2);
  },
  referrer: (draft, value) => {
    draft.referrer = readText(draft, value, "referrer", limits.value * 2);
  },
  visitor: (draft, value) => {
    draft.visitor = readIdentity(draft, value, "visitor");
  },
  session: (draft, value) => {
    draft.session = readIdentity(draft, value, "session");
  },
  user: (draft, value) => {
    draft.user = readIdentity(draft, value, "user");
  },
  language: (draft, value) => {
    draft.language = readText(draft, value, "language", limits.language);
  },
  library: (draft, value) => {
    draft.library = readLibrary(draft, value);
  },
  engagement_ms: (draft, value) => {
    draft.engagementMs = readNumber(draft, value, "engagement_ms", mostMs);
  },
  duration_ms: (draft, value) => {
    draft.durationMs = readNumber(draft, value, "duration_ms", mostMs);
  },
  scroll_depth: (draft, value) => {
    draft.scrollDepth = readNumber(draft, value, "scroll_depth", 100);
  },
  revenue: (draft, value) => {
    draft.revenue = readRevenue(draft, value);
  },
  interactive: (draft, value) => {
    draft.interactive = readFlag(draft, value, "interactive") ?? true;
  },
  automated: (draft, value) => {
    draft.automated = readFlag(draft, value, "automated") ?? false;
  },
  unlinked: (draft, value) => {
    draft.unlinked = readFlag(draft, value, "unlinked") ?? false;
  },
  user_agent: (draft, value) => {
    draft.userAgent = readText(draft, value, "user_agent", limits.userAgent) ?? "";
  },
  hints: (draft, value) => {
    draft.hints = value;
  },
  screen: readScreen,
  groups: readGroups,
  props: readProps,
  // Read for their shape only: nobody vouches for what they say.
  ip: (draft, value) => {
    readText(draft, value, "ip", 64);
  },
  demo: (draft, value) => {
    readFlag(draft, value, "demo");
  },
};

const byName = new Map(Object.entries(readers));

export const readDraft = (fields: unknown): Draft => {
  const draft = emptyDraft();
  if (!isObject(fields)) {
    fail(draft, "not_an_object", null);
    return draft;
  }
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const reader = byName.get(name);
    if (!reader) readProp(draft, name, value);
    else if (value !== null && value !== undefined) reader(draft, value);
  }
  return draft;
};
