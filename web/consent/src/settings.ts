export const script = document.currentScript as HTMLScriptElement;

export const data = script.dataset;

/** The tracker's own settings: both scripts have to agree on them, so they are written once. */
export const tracker = (document.querySelector<HTMLScriptElement>("script[data-key],script[src$='/js/tracking.js']") ?? script).dataset;

export const identified = tracker.mode === "identified";

/** Nothing is sent before an answer, so the visitor is asked. */
export const required = tracker.consent === "required";

/** A signal of the browser's that the tracker obeys by sending nothing: there is nothing to ask. */
export const silent =
  ((navigator as { doNotTrack?: string }).doNotTrack === "1" || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) &&
  (identified ? tracker.dnt !== "send" : tracker.dnt === "drop");

/** Ids, names or purposes with spaces between. */
export const words = (text = ""): string[] => text.split(" ");
