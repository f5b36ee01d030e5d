import { useEffect, useRef } from "preact/hooks";
import type { Account, Project } from "../../api/types";
import { NeedsKeys } from "../../sealed/NeedsKeys";
import { NotFound } from "../NotFound";
import { Notices } from "../notices/Notices";
import { Sharing } from "../sharing/Sharing";
import { Compaction } from "./Compaction";
import { Danger } from "./Danger";
import { DeclaredEvents } from "./DeclaredEvents";
import { General } from "./General";
import { Goals } from "./Goals";
import { Privacy } from "./Privacy";
import { Sites } from "./Sites";
import { Snippet } from "./Snippet";
import "./settings.css";

interface Props {
  project: Project;
  section: string;
  account?: Account;
  onChanged: () => void;
}

/** Of a sealed project's events the server knows no name, so there is none that it could hold against a declaration; and only those are compacted. */
const isOffered = (key: string, { mode }: Project): boolean => key !== (mode === "sealed" ? "events" : "compaction");

const SECTIONS = [
  { key: "general", label: "General" },
  { key: "install", label: "Installation" },
  { key: "goals", label: "Goals" },
  { key: "sites", label: "Hostnames" },
  { key: "events", label: "Declared events" },
  { key: "compaction", label: "Compaction" },
  { key: "notices", label: "Reports & alerts" },
  { key: "sharing", label: "Shared links" },
  { key: "privacy", label: "Privacy" },
  { key: "delete", label: "Delete" },
];

export function SettingsPage({ project, section, account, onChanged }: Props) {
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the sections are one line that scrolls: the chosen one must be in sight.
  useEffect(() => {
    const chosen = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && chosen) nav.current.scrollLeft = chosen.offsetLeft - (nav.current.clientWidth - chosen.offsetWidth) / 2;
  }, [section]);
  const content = () => {
    if (section === "general") return <General project={project} onChanged={onChanged} />;
    if (section === "install") return <Installation project={project} />;
    if (section === "goals")
      return (
        <NeedsKeys project={project} purpose="Goals say what you hope for. In a sealed project they are encrypted as well.">
          <Goals project={project} />
        </NeedsKeys>
      );
    if (section === "sites") return <Sites project={project} />;
    if (section === "events") return <DeclaredEvents project={project} />;
    if (section === "compaction" && project.mode === "sealed") return <Compaction project={project} />;
    if (section === "notices") return <Notices project={project} {...(account && { account })} />;
    if (section === "sharing") return <Sharing project={project} />;
    if (section === "privacy") return <Privacy project={project} onChanged={onChanged} />;
    if (section === "delete") return <Danger project={project} onChanged={onChanged} />;
    return <NotFound />;
  };
  return (
    <>
      <header class="page-head">
        <div>
          <h1>Settings</h1>
        </div>
      </header>
      <div class="settings">
        <nav ref={nav} class="settings-nav" aria-label="Settings">
          {SECTIONS.filter(({ key }) => isOffered(key, project)).map((entry) => (
            <a
              key={entry.key}
              href={`/projects/${project.id}/settings/${entry.key}`}
              aria-current={entry.key === section ? "page" : undefined}
            >
              {entry.label}
            </a>
          ))}
        </nav>
        <div class="settings-body">{content()}</div>
      </div>
    </>
  );
}

function Installation({ project }: { project: Project }) {
  return (
    <section class="card card-pad" aria-labelledby="install-title">
      <div class="section-head">
        <h2 id="install-title">Installation</h2>
        <span class={project.first_event_at ? "badge badge-good" : "badge badge-warn"}>
          {project.first_event_at ? "receiving events" : "waiting for the first event"}
        </span>
      </div>
      <Snippet project={project} />
    </section>
  );
}
