/** What the browser may know: the write key is public. */
export const options = { apiBaseUrl: "/stats", key: process.env.NEXT_PUBLIC_FOOTFALL_KEY ?? "ff_demo" };
