// Writes the tables of docs/api-reference.md from what they are made of: schema/openapi.json and the packages' reviewed types.
// usage: node sdk/js/test/support/reference.mjs --write
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
export const document = "docs/api-reference.md";

/** Which page tells of an endpoint in full. */
const pages = [
  [/^\/collect\/sealed|\/(envelopes|segments|erasures)/, "api/sealed.md"],
  [/^\/(collect|track|pixel|experiments)/, "api/collect.md"],
  [/^\/api\/v2\/query|^\/api\/v1\/(stats|summary)/, "api/query.md"],
  [/\/(funnels|retention|journeys|experiments|trends|attribution|vitals|props)$/, "api/reports.md"],
  [/\/plan$/, "api/plan.md"],
  [/^\/live|live-tickets/, "api/live.md"],
  [/\/definitions/, "api/definitions.md"],
  [/\/links|\/shared\//, "api/links.md"],
  [/\/(vaults|invitations|epochs|documents|streams)/, "api/vaults.md"],
  [/^\/api\/v1\/(setup|session|account|accounts|recovery|tokens)/, "api/accounts.md"],
  [/^\/api\/v1\/(projects|audit)/, "api/projects.md"],
  [/^\/(health|metrics|events|\.well-known)/, "api/operations.md"],
  [/^\/js\//, "tracker.md"],
];
const callers = { writeKey: "write key", token: "token", session: "session", ticket: "ticket" };
const callerOf = (security) => {
  const kinds = security.flatMap((one) => Object.keys(one)).map((kind) => callers[kind] ?? kind);
  return kinds.length > 0 ? [...new Set(kinds)].join(", ") : "anybody";
};
const escaped = (text) => text.replaceAll("|", "\\|");

/** All endpoints by their tags, preflights left out: each collection endpoint answers `OPTIONS`. */
export const endpoints = () => {
  const { paths } = JSON.parse(read("schema/openapi.json"));
  const byTag = new Map();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { summary, tags = ["Others"], security = [] }] of Object.entries(methods)) {
      if (!/^(get|head|post|put|patch|delete)$/.test(method)) continue;
      const page = pages.find(([shape]) => shape.test(path))?.[1] ?? "api/README.md";
      const row = `| \`${method.toUpperCase()} ${path}\` | ${escaped(summary)} | ${callerOf(security)} | [${page.split("/").at(-1)}](${page}) |`;
      byTag.set(tags[0], [...(byTag.get(tags[0]) ?? []), row]);
    }
  return [...byTag].map(([tag, rows]) => `### ${tag}\n| | | who may call | more |\n|---|---|---|---|\n${rows.join("\n")}`).join("\n\n");
};

const files = {
  "@footfall/client": "client/types/index.d.ts",
  "@footfall/client/server": "client/types/server.d.ts",
  "@footfall/client/testing": "client/types/testing.d.ts",
  "@footfall/react": "react/types/index.d.ts",
  "@footfall/next/app": "next/types/app.d.ts",
  "@footfall/next/pages": "next/types/pages.d.ts",
  "@footfall/next/server": "next/types/server.d.ts",
  "@footfall/next/config": "next/types/config.d.ts",
  "@footfall/nest": "nest/types/index.d.ts",
};

/** The first sentence of what is written above a line of types. */
const wordsAbove = (text, at) => {
  const before = text.slice(0, at);
  const comment = /^\/\*\*([\s\S]*?)\*\/\s*(?:\/\/[^\n]*\n\s*)?$/.exec(before.slice(before.lastIndexOf("/**")))?.[1] ?? "";
  const words = comment.replaceAll(/\s*\n\s*\*\s?/g, " ").trim();
  return /^(?:`[^`]*`|[^`])*?[.:](?=\s|$)/.exec(words)?.[0].replace(/:$/, ".") ?? words;
};
const row = (name, words) => `| \`${escaped(name)}\` | ${escaped(words)} |`;

/** Classes, and interfaces that are called and not given. */
const called =
  /^export (?:declare class|interface) (AnalyticsClient|TestTransport|RequestAnalytics|ServerAnalytics|ErrorBoundaryControl|Footfall(?:Module|Service))\b[^{]*{([\s\S]*?)\n}/gm;

export const calls = () =>
  Object.entries(files)
    .map(([specifier, file]) => {
      const text = read(`sdk/js/${file}`);
      const values = [...text.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map((found) =>
        row(found[1], wordsAbove(text, found.index)),
      );
      const methods = [...text.matchAll(called)].flatMap(([, name, body]) =>
        [...body.matchAll(/^ {2}(?:static )?(\w+)(?:<[^\n]*>)?\(([^;]*?)\): /gm)].map((found) =>
          row(`${name}.${found[1]}(${found[2].replaceAll(/\s+/g, " ").trim().replace(/,$/, "")})`, wordsAbove(body, found.index)),
        ),
      );
      return `### \`${specifier}\`\n| | |\n|---|---|\n${[...values, ...methods].join("\n")}`;
    })
    .join("\n\n");

const between = (name, text, content) =>
  text.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- end of ${name} -->)`), (_, first, last) => `${first}${content}\n${last}`);

/** The document as it should be. */
export const written = () => between("calls", between("endpoints", read(document), endpoints()), calls());

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes("--write"))
  writeFileSync(new URL(document, root), written());
