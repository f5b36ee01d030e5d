import { randomUUID } from "node:crypto";
import { answer } from "./engine.mjs";
import { makeBots, makeLedger } from "./world.mjs";

export class Refusal extends Error {
  constructor(status, title, detail = title, extra = {}) {
    super(title);
    this.status = status;
    this.body = { title, detail, ...extra };
  }
}

const LIVE_WINDOW = 300_000;
export const visitorsNow = (world, id) =>
  new Set((world.visits.get(id) ?? []).filter((visit) => visit.end > world.now - LIVE_WINDOW).map((visit) => visit.visitor)).size;

const feedItem = (visit, event) => ({
  name: event.name,
  time: new Date(event.time).toISOString(),
  hostname: visit.hostname,
  path: event.page,
  source: visit.source,
  channel: visit.channel,
  country: visit.country,
  browser: visit.browser,
  os: visit.os,
  device: visit.device,
  visitor: String(visit.visitor),
  props: event.props,
});

export function recent(world, id, limit) {
  const events = (world.visits.get(id) ?? []).slice(-120).flatMap((visit) => visit.events.map((event) => feedItem(visit, event)));
  return {
    items: events
      .filter((event) => Date.parse(event.time) <= world.now)
      .sort((a, b) => b.time.localeCompare(a.time))
      .slice(0, limit),
  };
}

function seen(world, id) {
  const counts = new Map();
  for (const visit of world.visits.get(id) ?? [])
    for (const event of visit.events) counts.set(event.name, (counts.get(event.name) ?? 0) + 1);
  return {
    items: [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, events]) => ({ name, events, last_seen: new Date(world.now).toISOString(), declared: false })),
  };
}

const sessionOf = ({ id, email, name, is_owner }) => ({ account: { id, email, name, is_owner }, csrf_token: "csrf-mock" });

/** What needs no session. */
export const open = {
  "GET /.well-known/footfall.json": ({ world }) => ({
    version: "0.1.0",
    ...(world.server ? { server: world.server } : {}),
    tracker: { "/js/footfall.js": "sha384-bW9jaw==" },
    dashboard: {},
  }),
  "GET /api/v1/setup": ({ world }) => ({ needed: world.owner === null }),
  "POST /api/v1/setup": ({ world, body, signIn }) => {
    if (body.token !== world.setupToken || world.owner)
      throw new Refusal(403, "The link is not valid", "The link was used, replaced or is older than an hour.", {
        remedy: "Run `footfall setup-link` for a new one, or sign in.",
      });
    world.owner = { id: randomUUID(), email: body.email, name: body.name, is_owner: true, salt: body.salt, login_key: body.login_key };
    signIn();
    return sessionOf(world.owner);
  },
  "GET /api/v1/session/parameters": ({ world }) => ({
    salt: world.owner?.salt ?? "AAAAAAAAAAAAAAAAAAAAAA",
    memory_kib: 65536,
    iterations: 3,
    parallelism: 1,
  }),
  "POST /api/v1/session": ({ world, body, signIn }) => {
    const { owner } = world;
    const right = owner && body.email === owner.email && (owner.login_key === null || owner.login_key === body.login_key);
    if (!right)
      throw new Refusal(401, "Not signed in", "The e-mail address or the password is wrong.", {
        field: "login_key",
        remedy: "Check both and try again.",
      });
    signIn();
    return sessionOf(owner);
  },
};

const keysOf = ({ keys }) => {
  const none = { hpke_key: null, sign_key: null, wrapped_keys: null, has_recovery: false };
  return { ...none, ...keys };
};

const projectOf = (world, id) => {
  const found = world.projects.find((project) => project.id === id);
  if (!found) throw new Refusal(404, "There is no such project");
  return found;
};

/** What a signed-in reader may ask; `:id` stands for a project. */
export const signedIn = {
  "GET /api/v1/session": ({ world }) => sessionOf(world.owner),
  "DELETE /api/v1/session": ({ signOut }) => signOut(),
  "GET /api/v1/account/keys": ({ world }) => keysOf(world),
  "PUT /api/v1/account/keys": ({ world, body: { recovery, ...keys } }) => {
    world.keys = { ...keys, has_recovery: Boolean(recovery) };
    return keysOf(world);
  },
  "GET /api/v1/vaults": () => ({
    items: [{ id: "00000001-0000-4000-8000-00000000000a", kind: "organisation", name: "Example", role: "owner", members: 2, projects: [] }],
  }),
  "GET /api/v1/projects": ({ world }) => ({ items: world.projects }),
  "POST /api/v1/projects": ({ world, body }) => {
    if (world.projects.some((project) => project.domains.some((domain) => body.domains.includes(domain))))
      throw new Refusal(409, "This is taken already", "One of the domains belongs to another project.", {
        field: "domains",
        remedy: "Leave it out.",
      });
    const made = {
      ...world.projects[2],
      ...body,
      id: randomUUID(),
      number: world.projects.length + 1,
      key: `ff_${randomUUID().replaceAll("-", "")}`,
      created_at: new Date(world.now).toISOString(),
      first_event_at: null,
    };
    world.projects.push(made);
    world.visits.set(made.id, []);
    world.goals.set(made.id, []);
    return made;
  },
  "GET /api/v1/projects/:id": ({ world, id }) => projectOf(world, id),
  "PATCH /api/v1/projects/:id": ({ world, id, body }) => Object.assign(projectOf(world, id), body),
  "DELETE /api/v1/projects/:id": ({ world, id }) => {
    world.projects = world.projects.filter((project) => project.id !== id);
    return { erased: 0 };
  },
  "DELETE /api/v1/projects/:id/demo-data": () => ({ erased: 12 }),
  "GET /api/v1/projects/:id/goals": ({ world, id }) => ({ items: world.goals.get(id) }),
  "POST /api/v1/projects/:id/goals": ({ world, id, body }) => {
    const goal = {
      id: randomUUID(),
      event_name: null,
      page_path: null,
      currency: null,
      display_name: body.event_name ?? `Visit ${body.page_path}`,
      ...body,
    };
    world.goals.get(id).push(goal);
    return goal;
  },
  "DELETE /api/v1/projects/:id/goals/:item": ({ world, id, item }) => {
    world.goals.set(
      id,
      world.goals.get(id).filter((goal) => goal.id !== item),
    );
  },
  "GET /api/v1/projects/:id/definitions": () => ({ items: [] }),
  "GET /api/v1/projects/:id/sites": ({ world }) => ({ items: world.sites }),
  "POST /api/v1/projects/:id/sites/:item/confirm": ({ world, item }) => {
    const site = world.sites.find((entry) => entry.hostname === item);
    return Object.assign(site, { state: "confirmed", confirmed_at: new Date(world.now).toISOString() });
  },
  "GET /api/v1/projects/:id/declared-events": ({ world, id }) =>
    world.declared.get(id) ?? {
      items: [{ name: "signup", purpose: "To see which plans people choose", props: ["plan"] }],
      refuse_undeclared: false,
    },
  "PUT /api/v1/projects/:id/declared-events": ({ world, id, body }) => {
    world.declared.set(id, body);
    return body;
  },
  "GET /api/v1/projects/:id/seen-events": ({ world, id }) => seen(world, id),
  "GET /api/v1/projects/:id/ledger": ({ world, id, query }) => makeLedger(world, id, query.get("from"), query.get("to")),
  "GET /api/v1/projects/:id/bots": ({ world, id }) => makeBots(world, id),
  "GET /api/v1/summary": ({ world, query }) => {
    const [to, days] = [world.now, { "24h": 1, "7d": 7, "28d": 28, "91d": 91 }[query.get("date_range") ?? "7d"]];
    const sums = (id, from, until) => {
      const visits = (world.visits.get(id) ?? []).filter((visit) => visit.end >= from && visit.end < until);
      const views = visits.flatMap((visit) => visit.events.filter((event) => event.name === "pageview"));
      return { visitors: new Set(visits.map((visit) => visit.visitor)).size, pageviews: views.length };
    };
    const of = (id) => ({
      project: id,
      ...sums(id, to - days * 86_400_000, to),
      before: sums(id, to - 2 * days * 86_400_000, to - days * 86_400_000),
      course: Array.from(
        { length: days },
        (_, day) => sums(id, to - (days - day) * 86_400_000, to - (days - day - 1) * 86_400_000).visitors,
      ),
    });
    const sealed = (id) => ({ project: id, visitors: null, pageviews: null, before: null, course: null });
    return { items: world.projects.map(({ id, mode }) => (mode === "sealed" ? sealed(id) : of(id))) };
  },
  "GET /api/v1/projects/:id/realtime": ({ world, id }) => ({ visitors: visitorsNow(world, id) }),
  "GET /api/v1/projects/:id/audit": ({ world, id }) => ({
    items: world.audit.filter((entry) => entry.project === id).reverse(),
    next: null,
    intact: true,
    first_broken: null,
  }),
  "GET /api/v1/audit": ({ world }) => ({ items: [...world.audit].reverse(), next: null, intact: true, first_broken: null }),
  "GET /api/v1/tokens": ({ world }) => ({ items: world.tokens }),
  "POST /api/v1/tokens": ({ world, body }) => {
    const token = {
      id: randomUUID(),
      name: body.name,
      prefix: "ft_new1",
      scopes: body.scopes,
      projects: body.projects === "*" ? null : body.projects,
      created_at: new Date(world.now).toISOString(),
      last_used_at: null,
    };
    world.tokens.push(token);
    return { ...token, token: "ft_new1_shown_once" };
  },
  "DELETE /api/v1/tokens/:item": ({ world, item }) => {
    world.tokens = world.tokens.filter((token) => token.id !== item);
  },
  "POST /api/v1/live-tickets": () => ({ ticket: randomUUID() }),
  "GET /events/recent": ({ world, query }) => recent(world, query.get("project"), Number(query.get("limit"))),
  "POST /api/v2/query": ({ world, body }) => {
    const { id } = projectOf(world, body.site_id);
    return answer(body, { visits: world.visits.get(id), goals: world.goals.get(id), now: world.now });
  },
};
