/** Signals by a short name, for the chart and the list. */
export const SIGNALS: Record<string, string> = {
  crawler: "Crawlers and programs",
  headless: "Browsers without a window",
  automation: "Driven browsers",
  datacenter: "Data centres",
  referrer_spam: "Referrer spam",
  no_user_agent: "No user agent",
  prefetch: "Fetched ahead",
};

const KINDS: Record<string, string> = { browser: "Browser", hostname: "Hostname", network: "Network" };

/** An exception as it reads, `Browser: Firefox`. */
export function exceptionName(text: string): string {
  const at = text.indexOf(":");
  const [kind, value] = [text.slice(0, at), text.slice(at + 1)];
  return kind === "signal" ? `Signal: ${SIGNALS[value] ?? value.replaceAll("_", " ")}` : `${KINDS[kind] ?? kind}: ${value}`;
}
