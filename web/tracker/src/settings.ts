// A script inserted as a module has no currentScript; then the key's attribute finds it.
export const script = (document.currentScript ?? document.querySelector("script[data-key]")) as HTMLScriptElement;

export const data = script.dataset;

/** The server replaces the placeholder when it serves /js/tracking.js; it must occur exactly once in the built file. */
export const key = data.key || (FULL ? "__FOOTFALL_DEFAULT_KEY__" : "");

export const endpoint = new URL(data.api || (SEALED ? "/collect/sealed" : "/collect"), script.src || location.href).href;

export const identified = FULL && data.mode === "identified";

/**
 * Nothing is ever sent: there is a Do Not Track or Global Privacy Control signal, and the page says to drop (in identified mode: does not say
 * to send). Otherwise the signal travels as the browser's own header, and the project decides.
 */
export const silent =
  (navigator.doNotTrack === "1" || navigator.globalPrivacyControl) && (identified ? data.dnt !== "send" : data.dnt === "drop");
