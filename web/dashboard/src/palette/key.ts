/** The key that the palette opens with is the platform's: ⌘ on Apple's keyboards. */
export const PALETTE_KEY = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘K" : "Ctrl K";
