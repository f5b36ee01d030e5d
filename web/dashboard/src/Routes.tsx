import type { Account } from "./api/types";
import { later } from "./controls/later";
import { Overview } from "./overview/Overview";
import { NotFound } from "./pages/NotFound";
import { ProjectFrame } from "./pages/projects/ProjectFrame";
import { ProjectsPage } from "./pages/projects/ProjectsPage";
import { usePlace } from "./router";
import { Shell } from "./shell/Shell";

const AccountPage = later("account", async () => (await import("./pages/account/AccountPage")).AccountPage);
const AttributionPage = later("attribution", async () => (await import("./pages/attribution/AttributionPage")).AttributionPage);
const AuditPage = later("audit", async () => (await import("./pages/audit/AuditPage")).AuditPage);
const BotsPage = later("bots", async () => (await import("./pages/bots/BotsPage")).BotsPage);
const ExperimentsPage = later("experiments", async () => (await import("./pages/experiments/ExperimentsPage")).ExperimentsPage);
const FunnelsPage = later("funnels", async () => (await import("./pages/funnels/FunnelsPage")).FunnelsPage);
const HealthPage = later("health", async () => (await import("./pages/health/HealthPage")).HealthPage);
const JourneysPage = later("journeys", async () => (await import("./pages/journeys/JourneysPage")).JourneysPage);
const NewProject = later("new project", async () => (await import("./pages/projects/NewProject")).NewProject);
const PropsPage = later("props", async () => (await import("./pages/props/PropsPage")).PropsPage);
const RetentionPage = later("retention", async () => (await import("./pages/retention/RetentionPage")).RetentionPage);
const SettingsPage = later("settings", async () => (await import("./pages/settings/SettingsPage")).SettingsPage);
const StreamsPage = later("streams", async () => (await import("./pages/streams/StreamsPage")).StreamsPage);
const TokensPage = later("tokens", async () => (await import("./pages/tokens/TokensPage")).TokensPage);
const TrendsPage = later("trends", async () => (await import("./pages/trends/TrendsPage")).TrendsPage);
const VitalsPage = later("vitals", async () => (await import("./pages/vitals/VitalsPage")).VitalsPage);
const VaultPage = later("vault", async () => (await import("./pages/vaults/VaultPage")).VaultPage);
const VaultsPage = later("vaults", async () => (await import("./pages/vaults/VaultsPage")).VaultsPage);

interface Props {
  account: Account;
  onLeave: () => Promise<void>;
}

/** The pages by their addresses. */
export function Routes({ account, onLeave }: Props) {
  const { path } = usePlace();
  const [first = "", id, page = "", section = ""] = path.split("/").slice(1);
  const shell = { account, onLeave };
  if (first === "projects" && id && id !== "new")
    return (
      <ProjectFrame key={id} id={id} page={page} shell={shell}>
        {(project, reload) => {
          if (page === "") return <Overview project={project} onChanged={reload} />;
          if (page === "funnels") return <FunnelsPage project={project} />;
          if (page === "retention") return <RetentionPage project={project} />;
          if (page === "journeys") return <JourneysPage project={project} />;
          if (page === "streams") return <StreamsPage project={project} chosen={section} />;
          if (page === "experiments") return <ExperimentsPage project={project} />;
          if (page === "attribution") return <AttributionPage project={project} />;
          if (page === "vitals") return <VitalsPage project={project} />;
          if (page === "trends") return <TrendsPage project={project} />;
          if (page === "props") return <PropsPage project={project} />;
          if (page === "bots") return <BotsPage project={project} onChanged={reload} />;
          if (page === "health") return <HealthPage project={project} />;
          if (page === "settings")
            return <SettingsPage project={project} section={section || "general"} account={account} onChanged={reload} />;
          return <NotFound />;
        }}
      </ProjectFrame>
    );
  const content = () => {
    if (first === "" || first === "login" || first === "setup" || first === "recover" || (first === "projects" && !id))
      return <ProjectsPage />;
    if (first === "projects") return <NewProject />;
    if (first === "account") return <AccountPage account={account} onLeave={onLeave} />;
    if (first === "vaults" && id) return <VaultPage key={id} id={id} account={account} />;
    if (first === "vaults") return <VaultsPage />;
    if (first === "tokens") return <TokensPage />;
    if (first === "audit") return <AuditPage />;
    return <NotFound />;
  };
  return <Shell {...shell}>{content()}</Shell>;
}
