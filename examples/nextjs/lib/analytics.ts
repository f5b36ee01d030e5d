import { serverAnalytics } from "@footfall/next/server";

/** The server's own: it knows Footfall by its address, and has a token, so that it may say whose request it answers. */
export const analytics = serverAnalytics({
  apiBaseUrl: process.env.FOOTFALL_SERVER ?? "http://127.0.0.1:8000",
  key: process.env.NEXT_PUBLIC_FOOTFALL_KEY ?? "ff_demo",
  serverToken: process.env.FOOTFALL_TOKEN ?? "",
  forward: true,
});
