import assert from "node:assert/strict";
import { test } from "node:test";
import { forRequest } from "../dist/server.js";
import { TestTransport } from "../dist/testing.js";
import { clientOf } from "./support/clients.mjs";

const headers = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "accept-language": "fr-CH, fr;q=0.9",
  "x-forwarded-for": "203.0.113.66, 198.51.100.7",
};

/** What is sent of one event in the name of a visitor. */
const told = async (request, options, client = {}) => {
  const transport = new TestTransport();
  const { client: sender, reasons, lines } = clientOf("http://127.0.0.1:1", { transport, serverToken: "fft_test", ...client });
  forRequest(sender, request, options).trackEvent("order.placed", { seats: 2 }, { id: "order-1" });
  await sender.flush();
  return { event: transport.events[0], reasons: reasons(), lines };
};

test("AVisitorsAddressAndAgentGoAlongOnlyIfAskedTo", async () => {
  const { event } = await told({ headers, url: "https://example.org/order" });
  assert.deepEqual([event.ip, event.user_agent, event.language, event.url], [undefined, undefined, "fr-CH", "https://example.org/order"]);
  const asked = await told({ headers }, { forward: true });
  assert.deepEqual([asked.event.ip, asked.event.user_agent], ["198.51.100.7", headers["user-agent"]]);
  assert.deepEqual([asked.event.id, asked.event.props], ["order-1", { seats: 2 }]);
});

test("WithoutATokenNothingOfThemIsSent", async () => {
  const { event, lines } = await told({ headers }, { forward: true }, { serverToken: undefined });
  assert.deepEqual([event.ip, event.user_agent], [undefined, undefined]);
  assert.match(lines[0], /forward needs a serverToken/);
});

test("WhatAVisitorWroteThemselvesIsNoAddress", async () => {
  const addresses = await Promise.all(
    [{ proxies: 1 }, { proxies: 2 }, { proxies: 0 }, { proxies: 3 }].map((more) => told({ headers }, { forward: true, ...more })),
  );
  assert.deepEqual(
    addresses.map(({ event }) => event.ip),
    ["198.51.100.7", "203.0.113.66", undefined, undefined],
  );
  const known = await told({ headers, ip: "192.0.2.1" }, { forward: true });
  assert.equal(known.event.ip, "192.0.2.1", "the framework knows its proxies");
});

test("FieldsOfTheWebAreReadAsThoseOfNode", async () => {
  const { event } = await told({ headers: new Headers(headers) }, { forward: true, visitor: "v-1" }, { mode: "identified" });
  assert.deepEqual([event.ip, event.language, event.visitor], ["198.51.100.7", "fr-CH", "v-1"]);
  const listed = await told({ headers: { ...headers, "x-forwarded-for": ["203.0.113.66", "198.51.100.7"] } }, { forward: true });
  assert.equal(listed.event.ip, "198.51.100.7");
});

test("ASignalIsARefusalAndToldAsOne", async () => {
  for (const signal of ["sec-gpc", "dnt"]) {
    const { event, reasons } = await told({ headers: { ...headers, [signal]: "1" } });
    assert.deepEqual([event, reasons], [undefined, ["opted_out"]], signal);
  }
  const { event } = await told({ headers: { ...headers, dnt: "1" } }, { doNotTrack: "send" });
  assert.equal(event.name, "order.placed");
});

test("ViewsInteractionsAndVariantsAreTheVisitorsToo", async () => {
  const transport = new TestTransport();
  const { client } = clientOf("http://127.0.0.1:1", { transport, mode: "identified" });
  const visitor = forRequest(client, { headers, url: "https://example.org/" }, { visitor: "v-1" });
  visitor.trackView({ pageTitle: "Start" });
  visitor.trackInteraction("click", { elementId: "buy" });
  assert.equal(await visitor.experiment("colour", { variant: "red" }), "red");
  await client.flush();
  assert.deepEqual(
    transport.events.map(({ name, visitor: whose, language, url }) => [name, whose, language, url]),
    ["pageview", "click", "experiment"].map((name) => [name, "v-1", "fr-CH", "https://example.org/"]),
  );
});
