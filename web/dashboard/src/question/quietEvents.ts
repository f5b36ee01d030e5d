/** Events that the tracker sends by itself beside what people do. They are kept out of lists of events, unless asked for by name. */
export const QUIET_EVENTS: readonly string[] = ["session_start", "session_end", "page_leave", "scroll", "engagement", "web_vitals"];
