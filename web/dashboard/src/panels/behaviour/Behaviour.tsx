import { useEffect, useState } from "preact/hooks";
import { listGoals } from "../../api/goals";
import { useAsked } from "../../api/useAnswer";
import { Breakdown } from "../../breakdown/Breakdown";
import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";
import { Empty, Skeleton } from "../../controls/States";
import { useStanding } from "../../overview/context";
import { usePropNames } from "../../overview/usePropNames";
import { DIMENSIONS, isPropKey, PROP_PREFIX, propDimension } from "../../question/dimensions";
import { type ApiFilter, soleValue } from "../../question/filters";
import type { Metric } from "../../question/metrics";
import { QUIET_EVENTS } from "../../question/quietEvents";

type Key = "goal" | "event" | "props";

const TABS: readonly Tab<Key>[] = [
  { key: "goal", label: "Goals" },
  { key: "event", label: "Events" },
  { key: "props", label: "Props" },
];

const goalDimension = DIMENSIONS.find((dimension) => dimension.key === "goal");
const eventDimension = DIMENSIONS.find((dimension) => dimension.key === "event");

const QUIET: ApiFilter = ["is_not", "event:name", ["pageview", ...QUIET_EVENTS]];

/** What people did. An event opens into its props. */
export function Behaviour() {
  const { project, view } = useStanding();
  const [tab, choose] = useTab<Key>("behaviour", TABS, soleValue(view.filters, "event") ? "props" : null);
  const names = usePropNames(project.id);
  const [name, setName] = useState<string | null>(null);
  const filtered = view.filters.find((filter) => isPropKey(filter.key))?.key.slice(PROP_PREFIX.length);
  useEffect(() => {
    if (filtered) setName(filtered);
  }, [filtered]);
  const prop = name ?? names[0] ?? null;
  const details = tab === "props" ? (prop ? propDimension(prop) : null) : undefined;
  return (
    <Panel title="What they did" tabs={TABS} chosen={tab} onChoose={choose} {...(details === undefined ? {} : { details })}>
      {tab === "goal" && <Goals />}
      {tab === "event" && eventDimension && (
        <Breakdown dimension={eventDimension} rows={9} filters={[QUIET]} empty="No events beside pageviews" />
      )}
      {tab === "props" && <Props names={names} chosen={prop} onChoose={setName} />}
    </Panel>
  );
}

function Goals() {
  const { project, shared } = useStanding();
  const goals = useAsked(shared ? null : `goals ${project.id}`, () => listGoals(project));
  if (goals.loading || !goalDimension) return <Skeleton rows={5} />;
  if (goals.value?.items.length === 0)
    return (
      <Empty icon="check" title="No goals yet">
        A goal is an event or a page that you want people to reach. <a href={`/projects/${project.id}/settings/goals`}>Add the first one</a>
        , and it counts for the past too.
      </Empty>
    );
  const paid = goals.value?.items.some((goal) => goal.currency) ?? false;
  const metrics: Metric[] = paid ? ["visitors", "conversion_rate", "total_revenue"] : ["visitors", "events", "conversion_rate"];
  return <Breakdown dimension={goalDimension} rows={9} metrics={metrics} empty="No goal was reached in this period" />;
}

function Props({ names, chosen, onChoose }: { names: string[]; chosen: string | null; onChoose: (name: string) => void }) {
  if (!chosen)
    return (
      <Empty title="No props yet">Events can carry props, such as a plan or a colour. The first ones appear here by themselves.</Empty>
    );
  return (
    <>
      <label class="prop-choice">
        <span>Prop</span>
        <select class="input input-small" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
          {[...new Set([chosen, ...names])].map((entry) => (
            <option key={entry} value={entry}>
              {entry}
            </option>
          ))}
        </select>
      </label>
      <Breakdown
        key={chosen}
        dimension={propDimension(chosen)}
        rows={8}
        keep={(row) => row.dimensions[0] !== "(none)"}
        empty={`No event with the prop ${chosen}`}
      />
    </>
  );
}
