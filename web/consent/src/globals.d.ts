/** Hash of footfall.consent.json, as a browser holds a file to it; set by the build. */
declare const TEXTS_HASH: string;

interface Listed {
  name: string;
  allowed: boolean;
  purpose?: string;
}

/** What the tracker puts into `window.footfall`, as far as the manager uses it (docs/tracker.md). */
interface Footfall {
  events: () => Listed[];
  consent: (answer: boolean | Record<string, boolean>, link?: boolean) => void;
  optOut: () => void;
  optIn: () => void;
  event: (name: string, props: object, options: object) => void;
  manage?: () => unknown;
}

/** The parts of a TCData object of the IAB's TCF v2.2 that are read. */
interface TcData {
  eventStatus?: "tcloaded" | "cmpuishown" | "useractioncomplete";
  gdprApplies?: boolean;
  purpose?: Choices;
  vendor?: Choices;
  publisher?: Choices;
}

interface Choices {
  consents?: Record<string, boolean>;
  legitimateInterests?: Record<string, boolean>;
}

interface Window {
  footfall?: Footfall;
  __tcfapi?: (command: string, version: number, callback: (data: TcData, success: boolean) => void) => void;
}
