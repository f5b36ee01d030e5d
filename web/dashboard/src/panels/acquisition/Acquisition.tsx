import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";
import { useStanding } from "../../overview/context";
import { forgetsVisitors } from "../../question/bounds";
import { FIRST } from "../../question/dimensions";
import { type Filter, soleValue } from "../../question/filters";
import "./acquisition.css";

const TABS: readonly Tab<string>[] = [
  { key: "channel", label: "Channels" },
  { key: "source", label: "Sources" },
  { key: "referrer", label: "Referrers" },
  { key: "utm_campaign", label: "Campaigns" },
];

const UTM: readonly Tab<string>[] = [
  { key: "utm_campaign", label: "Campaign" },
  { key: "utm_source", label: "Source" },
  { key: "utm_medium", label: "Medium" },
  { key: "utm_content", label: "Content" },
  { key: "utm_term", label: "Term" },
];

const TOUCHES = [
  { prefix: "", label: "Of this visit" },
  { prefix: FIRST, label: "Of the visitor’s first visit" },
];

const ofFirst = (tabs: readonly Tab<string>[]): Tab<string>[] => tabs.map(({ key, label }) => ({ key: FIRST + key, label }));

/** A channel opens into its sources, a source into its referrers. */
function drilledBy(filters: readonly Filter[]): string | null {
  for (const prefix of ["", FIRST]) {
    if (soleValue(filters, `${prefix}source`)) return `${prefix}referrer`;
    if (soleValue(filters, `${prefix}channel`)) return `${prefix}source`;
  }
  return null;
}

/** How people came: to this visit, and where visitors are known again, to their first one. */
export function Acquisition() {
  const { project, view } = useStanding();
  const knowsFirst = !forgetsVisitors(project);
  const every = [...TABS, ...UTM];
  const [tab, choose] = useTab("acquisition", knowsFirst ? [...every, ...ofFirst(every)] : every, drilledBy(view.filters));
  const prefix = tab.startsWith(FIRST) ? FIRST : "";
  const isUtm = tab.startsWith(`${prefix}utm_`);
  const tabs = (prefix ? ofFirst(TABS) : TABS).map((entry) =>
    entry.key === `${prefix}utm_campaign` && isUtm ? { ...entry, key: tab } : entry,
  );
  return (
    <Panel
      title="How they came"
      tabs={tabs}
      chosen={tab}
      onChoose={choose}
      above={
        <>
          {knowsFirst && (
            <Choice
              name="touch"
              legend="Which visit"
              options={TOUCHES.map(({ prefix: to, label }) => ({ key: to + tab.slice(prefix.length), label }))}
              chosen={tab}
              onChoose={choose}
            />
          )}
          {isUtm && <Choice name="utm" legend="UTM parameter" options={prefix ? ofFirst(UTM) : UTM} chosen={tab} onChoose={choose} />}
        </>
      }
      rows={9 - Number(isUtm) - Number(knowsFirst)}
    />
  );
}

interface ChoiceProps {
  name: string;
  legend: string;
  options: readonly Tab<string>[];
  chosen: string;
  onChoose: (key: string) => void;
}

function Choice({ name, legend, options, chosen, onChoose }: ChoiceProps) {
  return (
    <fieldset class="acquisition-choice">
      <legend class="sr-only">{legend}</legend>
      {options.map(({ key, label }) => (
        <label key={key}>
          <input type="radio" name={name} checked={key === chosen} onChange={() => onChoose(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
