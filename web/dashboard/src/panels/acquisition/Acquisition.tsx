import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";
import { useStanding } from "../../overview/context";
import { soleValue } from "../../question/filters";
import "./acquisition.css";

type Key = "channel" | "source" | "referrer" | Utm;
type Utm = "utm_source" | "utm_medium" | "utm_campaign" | "utm_content" | "utm_term";

const TABS: readonly Tab<Key>[] = [
  { key: "channel", label: "Channels" },
  { key: "source", label: "Sources" },
  { key: "referrer", label: "Referrers" },
  { key: "utm_campaign", label: "Campaigns" },
];

const UTM: readonly { key: Utm; label: string }[] = [
  { key: "utm_campaign", label: "Campaign" },
  { key: "utm_source", label: "Source" },
  { key: "utm_medium", label: "Medium" },
  { key: "utm_content", label: "Content" },
  { key: "utm_term", label: "Term" },
];

/** How people came. A channel opens into its sources, a source into its referrers. */
export function Acquisition() {
  const { view } = useStanding();
  const drilled = soleValue(view.filters, "source") ? "referrer" : soleValue(view.filters, "channel") ? "source" : null;
  const [tab, choose] = useTab<Key>("acquisition", [...TABS, ...UTM], drilled);
  const isUtm = tab.startsWith("utm_");
  const tabs = TABS.map((entry) => (entry.key === "utm_campaign" && isUtm ? { ...entry, key: tab } : entry));
  return (
    <Panel
      title="How they came"
      tabs={tabs}
      chosen={tab}
      onChoose={choose}
      above={isUtm && <UtmChoice chosen={tab as Utm} onChoose={choose} />}
      rows={isUtm ? 8 : 9}
    />
  );
}

function UtmChoice({ chosen, onChoose }: { chosen: Utm; onChoose: (key: Utm) => void }) {
  return (
    <fieldset class="utm">
      <legend class="sr-only">UTM parameter</legend>
      {UTM.map(({ key, label }) => (
        <label key={key}>
          <input type="radio" name="utm" checked={key === chosen} onChange={() => onChoose(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
