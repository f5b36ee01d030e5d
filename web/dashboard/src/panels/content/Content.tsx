import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";

type Key = "page" | "entry_page" | "exit_page" | "hostname";

const TABS: readonly Tab<Key>[] = [
  { key: "page", label: "Pages" },
  { key: "entry_page", label: "Entry" },
  { key: "exit_page", label: "Exit" },
  { key: "hostname", label: "Hostnames" },
];

/** What people read, where they came in, and where they left. */
export function Content() {
  const [tab, choose] = useTab<Key>("content", TABS, null);
  return <Panel title="What they saw" tabs={TABS} chosen={tab} onChoose={choose} />;
}
