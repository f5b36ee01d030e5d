import { allowed, unanswered } from "./consent";
import { data } from "./settings";

interface Entry {
  name: string;
  /** Built in, or named by `footfall.declare`. */
  declared: boolean;
  /** Made on this page. */
  made: number;
  /** Withheld on this page: opt-out, no consent, excluded or undeclared. */
  refused: number;
}

export interface Declaration {
  name: string;
  props?: string[];
  purpose?: string;
}

// Without a prototype, so that an event may be called "constructor".
const entries: Record<string, Entry> = /* @__PURE__ */ Object.create(null);

const find = (name: string): Entry => {
  entries[name] ??= { name, declared: false, made: 0, refused: 0 };
  return entries[name];
};

const permitted = ({ name, declared }: Entry): boolean => allowed(name) && (declared || data.undeclared !== "refuse");

export const declare = (list: Declaration[]): void => {
  for (const item of list) Object.assign(find(item.name), item, { declared: true });
};

/** The names that the tracker itself makes. */
export const declareOwn = (): void =>
  declare(
    "pageview page_leave engagement scroll session_start session_end experiment click outbound_click file_download form_submit copy text_select resize consent_change"
      .split(" ")
      .map((name) => ({ name })),
  );

/** Decides about an event, and writes it down either way. */
export const admits = (name: string): boolean => {
  const entry = find(name);
  const yes = permitted(entry);
  entry[yes ? "made" : "refused"]++;
  return yes;
};

/** What this page sends or withholds, name by name. */
export const events = (): object[] => Object.values(entries).map((entry) => ({ ...entry, allowed: !unanswered() && permitted(entry) }));
