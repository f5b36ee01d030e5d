import { after } from "node:test";
import { AnalyticsClient } from "../../dist/node.js";

/** A client whose events leave soon, with what it gave up and what it said; ended when the file's tests are over. */
export const clientOf = (apiBaseUrl, options = {}) => {
  const [drops, lines] = [[], []];
  const client = new AnalyticsClient({
    ...{ apiBaseUrl, key: "ff_test", flushIntervalMs: 10 },
    onDrop: (drop) => drops.push(drop),
    log: (line) => lines.push(line),
    ...options,
  });
  after(() => client.shutdown());
  return { client, drops, lines, reasons: () => drops.map(({ reason }) => reason) };
};
