import type { AnalyticsClient, EventOptions, ExperimentOptions, Props, ViewOptions } from "../types/index";
import type { ForRequestOptions, IncomingRequest, RequestAnalytics } from "../types/server";

type Fields = IncomingRequest["headers"];

const fieldOf = (headers: Fields, name: string): string | undefined => {
  const value =
    headers instanceof Headers || typeof headers.get === "function"
      ? (headers as Headers).get(name)
      : (headers as Record<string, unknown>)[name];
  // Node gives repeated fields as a list.
  return Array.isArray(value) ? value.join(",") : typeof value === "string" ? value : undefined;
};

/** Each proxy adds whom it heard from at the end: what stands before the entries of one's own proxies is whatever the visitor wrote. */
const addressOf = ({ ip, headers }: IncomingRequest, proxies: number): string | undefined =>
  ip ?? (proxies > 0 ? fieldOf(headers, "x-forwarded-for")?.split(",").at(-proxies)?.trim() : undefined);

const languageOf = (headers: Fields): string | undefined =>
  /^\s*([a-z]{2,3}(?:-[a-z\d]{2,8})*)/i.exec(fieldOf(headers, "accept-language") ?? "")?.[1];

export const forRequest = (client: AnalyticsClient, request: IncomingRequest, options: ForRequestOptions = {}): RequestAnalytics => {
  const { headers } = request;
  const { forward = false, proxies = 1, doNotTrack = "drop", ...person } = options;
  const signals = fieldOf(headers, "sec-gpc") === "1" || fieldOf(headers, "dnt") === "1";
  const known: EventOptions = {
    ...person,
    ...(request.url !== undefined && { url: request.url }),
    language: languageOf(headers),
    ...(forward && { forward: { ip: addressOf(request, proxies), userAgent: fieldOf(headers, "user-agent") } }),
    ...(signals && doNotTrack !== "send" && { optedOut: true }),
  };
  return {
    trackView: (view?: ViewOptions) => client.trackView({ ...known, ...view }),
    trackInteraction: (type: string, data?: Props, more?: EventOptions) => client.trackInteraction(type, data, { ...known, ...more }),
    trackEvent: (name: string, props?: Props, more?: EventOptions) => client.trackEvent(name, props, { ...known, ...more }),
    experiment: (key: string, more?: ExperimentOptions) => client.experiment(key, { ...known, ...more }),
  };
};
