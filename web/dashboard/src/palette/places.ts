import type { Account, Project } from "../api/types";
import { navigate } from "../router";
import { chooseTheme, type Theme } from "../shell/theme";
import type { Command } from "./commands";

const go = (to: string) => (): void => navigate(to);

const PAGES: readonly [string, string, string][] = [
  ["", "Overview", "dashboard numbers"],
  ["/trends", "Trends", "series events over time"],
  ["/funnels", "Funnels", "conversion steps"],
  ["/retention", "Retention", "cohorts come back"],
  ["/journeys", "Journeys", "paths flow sankey"],
  ["/attribution", "Attribution", "revenue first last touch"],
  ["/vitals", "Web vitals", "speed lcp inp cls"],
  ["/props", "Props", "properties values"],
  ["/experiments", "Experiments", "a/b test variants"],
  ["/bots", "Bots", "crawlers exceptions"],
  ["/health", "Data health", "ledger books dropped"],
  ["/settings/general", "Settings", "name time zone"],
  ["/settings/install", "Installation", "snippet tracker script"],
  ["/settings/goals", "Goals", "conversions"],
  ["/settings/sites", "Hostnames", "sites domains"],
  ["/settings/notices", "Reports & alerts", "e-mail slack webhook notices"],
  ["/settings/sharing", "Shared links", "public embed share"],
  ["/settings/privacy", "Privacy", "retention opt-out redaction"],
];

/** The pages of a project; streams are sealed ones' alone. */
export const pagesOf = (project: Project): Command[] =>
  [...PAGES, ...(project.mode === "sealed" ? [["/streams", "Streams", "derived"] as [string, string, string]] : [])].map(
    ([path, label, words]) => ({ id: path, group: project.name, label, words, run: go(`/projects/${project.id}${path}`) }),
  );

/** Every project by its name, its domains and its mode. */
export const projectsOf = (projects: readonly Project[], current: string | undefined): Command[] =>
  projects
    .filter(({ id }) => id !== current)
    .map(({ id, name, domains, mode }) => ({
      id,
      group: "Projects",
      label: name,
      words: `${domains.join(" ")} ${mode}`,
      run: go(`/projects/${id}`),
    }));

const THEMES: [Theme, string][] = [
  ["light", "Light theme"],
  ["dark", "Dark theme"],
  ["system", "Theme as the system"],
];

export const actionsOf = (account: Account, onLeave: () => Promise<void>, onHelp: () => void): Command[] => [
  { id: "projects", group: "Go to", label: "All projects", words: "home", run: go("/") },
  { id: "new", group: "Go to", label: "New project", words: "add create", run: go("/projects/new") },
  { id: "account", group: "Go to", label: "Account", words: `password passkeys dates numbers week ${account.email}`, run: go("/account") },
  { id: "vaults", group: "Go to", label: "Vaults", words: "members organisation keys sealed", run: go("/vaults") },
  { id: "tokens", group: "Go to", label: "API tokens", run: go("/tokens") },
  { id: "audit", group: "Go to", label: "Audit log", words: "history who", run: go("/audit") },
  ...THEMES.map(
    ([theme, label]): Command => ({ id: theme, group: "Do", label, words: "colours appearance", run: () => chooseTheme(theme) }),
  ),
  { id: "keys", group: "Do", label: "Keyboard shortcuts", key: "?", run: onHelp },
  { id: "leave", group: "Do", label: "Sign out", words: "log out leave", run: () => void onLeave() },
];
