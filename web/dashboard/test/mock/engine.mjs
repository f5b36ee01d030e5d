/** A slow, plain evaluation of the questions that the dashboard asks. All zones are UTC here. */
const DAY = 86_400_000;
const iso = (ms) => new Date(ms).toISOString();
const dayOf = (ms) => iso(ms).slice(0, 10);

function rangeOf(range, now, first) {
  if (range === "all") return [Math.min(first, now), now];
  if (range === "24h") return [now - DAY, now];
  if (range === "30m") return [now - 1_800_000, now];
  const [from, to] = range;
  if (from.length > 10) return [Date.parse(from), Date.parse(to)];
  return [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + DAY - 1];
}

const matchesPath = (pattern, path) =>
  new RegExp(
    `^${pattern
      .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replace(/\*\*/g, "§")
      .replace(/\*/g, "[^/]*")
      .replace(/§/g, ".*")}$`,
  ).test(path);

const goalMatches = (goal, event) =>
  goal.event_name ? event.name === goal.event_name : event.name === "pageview" && matchesPath(goal.page_path, event.page);

/** The values of a dimension for one event of a visit; a list, for an event may reach several goals. */
function valuesOf(dimension, visit, event, goals) {
  const [scope, name, prop] = dimension.split(":");
  if (scope === "visit") return [visit[name] ?? (name.startsWith("first_") ? "(none)" : "(not set)")];
  if (name === "page") return [event.page];
  if (name === "name") return [event.name];
  if (name === "hostname") return [visit.hostname];
  if (name === "goal") return goals.filter((goal) => goalMatches(goal, event)).map((goal) => goal.display_name);
  if (name === "props") return [String(event.props[prop] ?? "(none)")];
  throw new Error(`#/dimensions/0: Invalid dimension "${dimension}"`);
}

function passes(filter, visit, event, goals) {
  const [op, dimension, values] = filter;
  const found = valuesOf(dimension, visit, event, goals);
  const some = (test) => found.some((value) => values.some((wanted) => test(String(value), wanted)));
  if (op === "is") return some((value, wanted) => value === wanted);
  if (op === "is_not") return !some((value, wanted) => value === wanted);
  if (op === "contains") return some((value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()));
  if (op === "contains_not") return !some((value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()));
  if (op === "matches") return some((value, wanted) => new RegExp(wanted).test(value));
  return !some((value, wanted) => new RegExp(wanted).test(value));
}

const bucketLabel = (unit, ms, from) => {
  if (unit === "minute") return `${iso(ms).slice(0, 16).replace("T", " ")}:00`;
  if (unit === "hour") return `${iso(ms).slice(0, 13).replace("T", " ")}:00:00`;
  if (unit === "day") return dayOf(ms);
  if (unit === "month") return `${iso(ms).slice(0, 7)}-01`;
  const monday = ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY;
  return dayOf(Math.max(Math.floor(monday / DAY) * DAY, from));
};

function timeLabels(unit, from, to) {
  const step = { minute: 60_000, hour: 3_600_000, day: DAY, week: DAY, month: DAY }[unit];
  const labels = new Set();
  for (let at = from; at <= to; at += step) labels.add(bucketLabel(unit, at, from));
  labels.add(bucketLabel(unit, to, from));
  return [...labels];
}

const emptyGroup = () => ({ visitors: new Set(), visits: new Set(), pageviews: 0, events: 0, revenue: 0, paid: 0 });

function addTo(group, visit, event) {
  group.visitors.add(visit.visitor);
  group.visits.add(visit);
  group.events += 1;
  if (event.name === "pageview") group.pageviews += 1;
  if (event.revenue) {
    group.revenue += event.revenue;
    group.paid += 1;
  }
}

const mean = (values) => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);
const round = (value, digits = 0) => Number(value.toFixed(digits));

function measure(metric, group, total) {
  const visits = [...group.visits];
  const money = (value) => ({ value, currency: "EUR", short: `€${value}`, long: `€${value.toFixed(2)}` });
  const bounced = visits.filter((visit) => visit.events.length === 1).length;
  return {
    visitors: () => group.visitors.size,
    visits: () => visits.length,
    pageviews: () => group.pageviews,
    events: () => group.events,
    views_per_visit: () => (visits.length ? round(group.pageviews / visits.length, 2) : 0),
    bounce_rate: () => (visits.length ? round((100 * bounced) / visits.length) : 0),
    visit_duration: () => round(mean(visits.map((visit) => (visit.end - visit.start) / 1000))),
    percentage: () => (total.all.visitors.size ? round((100 * group.visitors.size) / total.all.visitors.size, 1) : 0),
    conversion_rate: () => (total.unbound.visitors.size ? round((100 * group.visitors.size) / total.unbound.visitors.size, 1) : 0),
    time_on_page: () => 20 + (group.pageviews % 90),
    scroll_depth: () => 35 + (group.pageviews % 55),
    total_revenue: () => (group.paid ? money(group.revenue) : null),
    average_revenue: () => (group.paid ? money(round(group.revenue / group.paid, 2)) : null),
  }[metric]();
}

const isOfGoal = ([, dimension]) => dimension === "event:goal" || dimension.startsWith("event:props:");

/** Groups by the dimensions' values under the filters. Visit filters and page filters keep whole visits, as sessions do. */
function gather(question, visits, goals, [from, to]) {
  const groups = new Map();
  const total = { all: emptyGroup(), unbound: emptyGroup() };
  const filters = question.filters ?? [];
  const dimensions = question.dimensions ?? [];
  const ofWholeVisits = filters.filter(([, dimension]) => dimension.startsWith("visit:") || dimension === "event:hostname");
  const ofEvents = filters.filter((filter) => !ofWholeVisits.includes(filter));
  for (const visit of visits) {
    if (visit.end < from || visit.start > to) continue;
    if (!ofWholeVisits.every((filter) => passes(filter, visit, visit.events[0], goals))) continue;
    for (const event of visit.events) {
      if (event.time < from || event.time > to) continue;
      if (ofEvents.filter((filter) => !isOfGoal(filter)).every((filter) => passes(filter, visit, event, goals)))
        addTo(total.unbound, visit, event);
      if (!ofEvents.every((filter) => passes(filter, visit, event, goals))) continue;
      addTo(total.all, visit, event);
      const axes = dimensions.map((dimension) =>
        dimension.startsWith("time:") ? [bucketLabel(dimension.slice(5), event.time, from)] : valuesOf(dimension, visit, event, goals),
      );
      for (const key of axes.reduce((keys, values) => keys.flatMap((known) => values.map((value) => [...known, value])), [[]])) {
        const name = JSON.stringify(key);
        if (!groups.has(name)) groups.set(name, emptyGroup());
        addTo(groups.get(name), visit, event);
      }
    }
  }
  return { groups, total };
}

const numberOf = (value) => (value === null ? -1 : typeof value === "object" ? value.value : value);

function sortRows(rows, question) {
  const dimensions = question.dimensions ?? [];
  const order = question.order_by ?? (dimensions[0]?.startsWith("time:") ? [[dimensions[0], "asc"]] : [[question.metrics[0], "desc"]]);
  const [by, direction] = order[0];
  const sign = direction === "desc" ? -1 : 1;
  const metric = question.metrics.indexOf(by);
  return rows.sort((a, b) => {
    const difference =
      metric >= 0 ? numberOf(a.metrics[metric]) - numberOf(b.metrics[metric]) : a.dimensions[0].localeCompare(b.dimensions[0]);
    return sign * difference || a.dimensions.join().localeCompare(b.dimensions.join());
  });
}

export function answer(question, { visits, goals, now }) {
  const span = rangeOf(question.date_range, now, visits[0]?.start ?? now);
  const sorted = sortRows(rowsOf(question, visits, goals, span), question);
  const other = question.include?.comparisons;
  if (other) compareWith(rowsOf(question, visits, goals, rangeOf(other.date_range, now, now)), sorted);
  const { limit = 10_000, offset = 0 } = question.pagination ?? {};
  const meta = {};
  const time = question.dimensions?.find((dimension) => dimension.startsWith("time:"));
  if (question.include?.time_labels && time) meta.time_labels = timeLabels(time.slice(5), ...span);
  if (question.include?.total_rows) meta.total_rows = sorted.length;
  return { results: sorted.slice(offset, offset + limit), meta, query: { ...question, date_range: span.map(iso) } };
}

function rowsOf(question, visits, goals, span) {
  const { groups, total } = gather(question, visits, goals, span);
  if ((question.dimensions ?? []).length === 0) groups.set("[]", groups.get("[]") ?? emptyGroup());
  return [...groups].map(([name, group]) => ({
    dimensions: JSON.parse(name),
    metrics: question.metrics.map((metric) => measure(metric, group, total)),
  }));
}

/** A row that was not there before is compared with nobody. */
function compareWith(before, rows) {
  const old = new Map(before.map((row) => [JSON.stringify(row.dimensions), row.metrics]));
  for (const row of rows) {
    row.comparison = { dimensions: row.dimensions, metrics: old.get(JSON.stringify(row.dimensions)) ?? row.metrics.map(() => 0) };
  }
}
