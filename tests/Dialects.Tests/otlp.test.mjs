import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { OTLPLogExporter as JsonExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtoExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { startFaults } from "./support/faults.mjs";
import { countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Emits events and other logs through the real SDK; resolves to the results that the exporter gave for each export. */
const emitAll = async (Exporter, key, address, more = {}) => {
  const exporter = new Exporter({ url: `${address}/v1/logs`, headers: { authorization: `Bearer ${key}` }, ...more });
  const results = [];
  const original = exporter.export.bind(exporter);
  exporter.export = (logs, done) =>
    original(logs, (result) => {
      results.push(result);
      done(result);
    });
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ "service.name": "checkout", "host.name": "machine-1" }),
    processors: [
      new BatchLogRecordProcessor(
        typeof BatchLogRecordProcessor.length === "number" && BatchLogRecordProcessor.length === 0 ? { exporter } : exporter,
      ),
    ],
  });
  const logger = provider.getLogger("lab", "1.2.3");
  logger.emit({
    eventName: "order_completed",
    timestamp: Date.now() - 60_000,
    severityNumber: 9,
    body: { total: 42.5, currency: "EUR" },
    attributes: {
      "session.id": "sess-1",
      "user.id": "user-1",
      "user.email": personal.email,
      "client.address": "203.0.113.9",
      "url.full": "https://shop.example.com/checkout?utm_source=hn",
      n: 3,
      ok: true,
      list: ["a", "b"],
    },
  });
  logger.emit({ eventName: "browser.page_view", attributes: { "url.full": "https://shop.example.com/pricing", "session.id": "sess-1" } });
  const equal = { eventName: "clicked", timestamp: 1_000_000, attributes: { button: "buy" } };
  logger.emit({ ...equal, timestamp: Date.now() - 1000, observedTimestamp: Date.now() - 1000 });
  logger.emit({ attributes: { "event.name": "by_attribute" } });
  logger.emit({ severityNumber: 17, body: "a log like any other", attributes: { "exception.type": "Error" } });
  await provider.shutdown();
  return results;
};

const expected = { order_completed: 1, pageview: 1, clicked: 1, by_attribute: 1 };

for (const [name, Exporter] of [
  ["JSON", JsonExporter],
  ["protobuf", ProtoExporter],
])
  for (const compression of ["none", "gzip"])
    test(`OTLP in ${name}, compression ${compression}: event records are events, other logs are not`, async () => {
      const project = await stage.project(`${name}-${compression}`.toLowerCase(), { mode: "identified" });
      const results = await emitAll(Exporter, project.key, stage.address, { compression });

      assert.deepEqual(
        results.map(({ code }) => code),
        [0],
      );
      const events = await stage.recent(project);
      assert.deepEqual(countsOf(events), expected);
      const of = (name) => events.find((event) => event.name === name);
      const order = of("order_completed");
      assert.deepEqual(order.props, { total: "42.5", currency: "EUR", n: "3", ok: "true", list: '["a","b"]', "service.name": "checkout" });
      assert.deepEqual(
        [order.hostname, order.path, order.source, order.visitor],
        ["shop.example.com", "/checkout", "Hacker News", "user-1"],
      );
      assert.ok(Date.now() - Date.parse(order.time) > 59_000);
      assert.equal(of("pageview").path, "/pricing");
      assert.ok(events.every((event) => !event.bot_reason && !event.country));
      assert.deepEqual(leaks(everything(events)), []);
      const ledger = await stage.send("GET", `/api/v1/projects/${project.id}/ledger`);
      assert.match(JSON.stringify(ledger.body), /not_an_event/);
    });

for (const fault of [{ status: 503, headers: { "retry-after": "1" } }, "deaf"])
  test(`OTLP: ${fault.status ?? fault} once loses nothing and counts nothing twice`, async () => {
    for (const Exporter of [JsonExporter, ProtoExporter]) {
      const project = await stage.project(`fault-${fault.status ?? fault}-${Exporter === JsonExporter ? "json" : "proto"}`);
      const faults = await startFaults(stage.server, [fault]);
      const results = await emitAll(Exporter, project.key, faults.address);
      faults.close();

      assert.deepEqual(
        results.map(({ code }) => code),
        [0],
      );
      assert.equal(faults.requests.length, 2);
      const events = await stage.recent(project);
      assert.deepEqual(countsOf(events), expected);
      assert.doesNotMatch(everything(events), /user-1|sess-1/);
    }
  });

test("OTLP: a key that nobody knows is a failure of the export", async () => {
  const results = await emitAll(ProtoExporter, "ff_unknown", stage.address);
  assert.deepEqual(
    results.map(({ code }) => code),
    [1],
  );
});
