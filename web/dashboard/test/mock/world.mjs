import { randomUUID } from "node:crypto";
import { makeVisits } from "./visits.mjs";

const DAY = 86_400_000;

const project = (number, fields) => ({
  id: `0000000${number}-0000-4000-8000-000000000000`,
  number,
  key: `ff_mock${number}${"x".repeat(18)}`,
  mode: "anonymous",
  domains: [],
  timezone: "UTC",
  retention_days: null,
  allowed_hosts: [],
  redacted_parameters: [],
  bot_exceptions: [],
  rate_limit_per_minute: null,
  opt_out: "keep_without_visitor",
  app_name: null,
  is_demo: false,
  first_event_at: null,
  ...fields,
});

const goal = (fields) => ({ id: randomUUID(), event_name: null, page_path: null, currency: null, ...fields });

/** Everything that the mock server knows. `scale` thins the visits for quick tests. */
export function makeWorld({ now = Date.now(), scale = 1, owner = true } = {}) {
  const created = new Date(now - 130 * DAY).toISOString();
  const projects = [
    project(1, {
      name: "Footfall site",
      domains: ["footfall.example", "docs.footfall.example"],
      created_at: created,
      first_event_at: new Date(now - 119 * DAY).toISOString(),
    }),
    project(2, {
      name: "Timer app",
      mode: "identified",
      domains: ["timer.example"],
      opt_out: "drop",
      created_at: created,
      first_event_at: new Date(now - 40 * DAY).toISOString(),
      is_demo: true,
    }),
    project(3, { name: "Fresh start", domains: ["fresh.example"], created_at: new Date(now - 60_000).toISOString() }),
  ];
  const visits = new Map([
    [projects[0].id, makeVisits({ now, days: 120, perDay: Math.round(140 * scale) })],
    [projects[1].id, makeVisits({ now, days: 40, perDay: Math.round(40 * scale), seed: 11, identified: true })],
    [projects[2].id, []],
  ]);
  return {
    now,
    projects,
    visits,
    owner: owner
      ? { id: randomUUID(), email: "ada@example.org", name: "Ada", is_owner: true, salt: "AAAAAAAAAAAAAAAAAAAAAA", login_key: null }
      : null,
    setupToken: "setup-token",
    goals: new Map([
      [
        projects[0].id,
        [
          goal({ display_name: "Signup", event_name: "signup" }),
          goal({ display_name: "Purchase", event_name: "purchase", currency: "EUR" }),
          goal({ display_name: "Reads the blog", page_path: "/blog/**" }),
        ],
      ],
      [projects[1].id, []],
      [projects[2].id, []],
    ]),
    declared: new Map(),
    sites: [
      { hostname: "footfall.example", state: "confirmed", first_seen: created, confirmed_at: created },
      { hostname: "docs.footfall.example", state: "confirmed", first_seen: created, confirmed_at: created },
      { hostname: "staging.footfall.example", state: "pending", first_seen: new Date(now - DAY).toISOString(), confirmed_at: null },
    ],
    tokens: [
      {
        id: randomUUID(),
        name: "Grafana",
        prefix: "ft_9cQ1",
        scopes: ["read"],
        projects: [projects[0].id],
        created_at: created,
        last_used_at: new Date(now - 3_600_000).toISOString(),
      },
    ],
    audit: ["owner.created", "session.began", "project.created", "goal.created", "token.created", "project.changed"].map(
      (action, index) => ({
        sequence: index + 1,
        time: new Date(now - (6 - index) * 7 * 3_600_000).toISOString(),
        actor: "ada@example.org",
        action,
        project: index > 1 ? projects[0].id : null,
        detail: action === "project.changed" ? "retention_days, opt_out" : "",
        hash: `${index}f3c9a1e77b2d4${"0".repeat(50)}`,
      }),
    ),
  };
}

const DROPPED = { host_not_allowed: 31, invalid_url: 4, opted_out: 12, identity_not_allowed: 2 };

/** Books that balance: what was received of the visits' events, with a few drops an hour. */
export function makeLedger(world, id, from, to) {
  const hours = new Map();
  for (const visit of world.visits.get(id) ?? []) {
    for (const event of visit.events) {
      if (event.time < Date.parse(from) || event.time >= Date.parse(to)) continue;
      const hour = `${new Date(event.time).toISOString().slice(0, 13)}:00:00Z`;
      const books = hours.get(hour) ?? {
        hour,
        received: 0,
        journalled: 0,
        dropped: {},
        stored: 0,
        duplicate: 0,
        quarantined: 0,
        expired: 0,
        erased: 0,
      };
      books.stored += 1;
      hours.set(hour, books);
    }
  }
  const list = [...hours.values()].sort((a, b) => a.hour.localeCompare(b.hour));
  list.forEach((books, index) => {
    books.duplicate = index % 5 === 0 ? 1 : 0;
    books.journalled = books.stored + books.duplicate;
    const reason = Object.keys(DROPPED)[index % 4];
    books.dropped = index % 3 === 0 ? { [reason]: 1 + (DROPPED[reason] % 5) } : {};
    books.received = books.journalled + Object.values(books.dropped).reduce((sum, value) => sum + value, 0);
  });
  const totals = {
    received: 0,
    journalled: 0,
    dropped: {},
    stored: 0,
    duplicate: 0,
    quarantined: 0,
    expired: 0,
    erased: 0,
    present: 0,
    waiting: 0,
  };
  for (const books of list) {
    for (const name of ["received", "journalled", "stored", "duplicate"]) totals[name] += books[name];
    for (const [reason, number] of Object.entries(books.dropped)) totals.dropped[reason] = (totals.dropped[reason] ?? 0) + number;
  }
  for (const [reason, number] of Object.entries(world.refused?.get(id) ?? {})) {
    totals.dropped[reason] = (totals.dropped[reason] ?? 0) + number;
    totals.received += number;
  }
  totals.present = totals.stored;
  return { hours: list, totals, balanced: true, differences: [] };
}

export function makeBots(world, id) {
  if ((world.visits.get(id) ?? []).length === 0) return { total: 0, reasons: [] };
  const example = (browser, path, hours) => ({
    browser,
    hostname: "footfall.example",
    path,
    time: new Date(world.now - hours * 3_600_000).toISOString(),
  });
  const reasons = [
    { reason: "crawler", events: 412, visitors: 38, counted: 0, examples: [example("Chrome", "/", 1), example("Chrome", "/pricing", 2)] },
    { reason: "headless", events: 97, visitors: 12, counted: 0, examples: [example("Chrome", "/docs/getting-started", 4)] },
    { reason: "datacenter", events: 55, visitors: 21, counted: 0, examples: [example("Firefox", "/", 8)] },
    { reason: "referrer_spam", events: 9, visitors: 9, counted: 0, examples: [example(null, "/", 20)] },
  ];
  return { total: 573, reasons };
}
