#!/usr/bin/env node
// Prints a body of POST /collect with as many events as asked for. Usage: bench/bodies.mjs KEY COUNT
const [key, count] = process.argv.slice(2);

const event = (_, number) => ({
  id: "@ID@",
  name: number % 2 === 0 ? "pageview" : "page_leave",
  url: `https://bench.localhost/blog/how-we-measured-step-${number >> 1}?utm_source=newsletter&utm_medium=email`,
  title: `How we measured step ${number >> 1}`,
  referrer: "https://www.google.com/",
  screen: { width: 1440, height: 900 },
  language: "en-GB",
  ...(number % 2 === 0 ? {} : { engagement_ms: 4182, scroll_depth: 71 }),
});

process.stdout.write(JSON.stringify({ key, events: Array.from({ length: Number(count) }, event) }));
