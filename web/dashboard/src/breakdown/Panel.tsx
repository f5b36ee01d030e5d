import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../controls/Icon";
import { Tabs } from "../controls/Tabs";
import { useStanding } from "../overview/context";
import { type Dimension, dimensionOf } from "../question/dimensions";
import { Breakdown } from "./Breakdown";
import { type Tab, useShownTabs } from "./useTab";
import "./panel.css";

interface Props<K extends string> {
  title: string;
  tabs: readonly Tab<K>[];
  chosen: K;
  onChoose: (key: K) => void;
  /** Shown between the tabs and the rows, such as the map. */
  above?: ComponentChildren;
  /** Replaces the rows. */
  children?: ComponentChildren;
  rows?: number;
  /** The dimension whose whole table the footer opens, where it is not the tab's own. */
  details?: Dimension | null;
  /** Stands at the end of the footer. */
  credit?: ComponentChildren;
}

/** The common frame of the panels: a title, its tabs, rows, and the way to the whole table. */
export function Panel<K extends string>({ title, tabs: every, chosen, onChoose, above, children, rows = 9, details, credit }: Props<K>) {
  const { href, shared } = useStanding();
  const tabs = useShownTabs(every);
  const id = useId();
  const dimension = dimensionOf(chosen);
  const whole = details === undefined ? dimension : details;
  return (
    <section class="card panel" aria-labelledby={`${id}-title`}>
      <header class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <Tabs label={`${title} by`} tabs={tabs} chosen={chosen} controls={`${id}-body`} onChoose={onChoose} />
      </header>
      <div id={`${id}-body`} class="panel-body" role="tabpanel" aria-label={tabs.find((tab) => tab.key === chosen)?.label ?? title}>
        {above}
        {children ?? (dimension && <Breakdown key={dimension.key} dimension={dimension} rows={rows} />)}
      </div>
      <footer class="panel-foot">
        {whole && !shared?.threshold && (
          <a href={href({ details: whole.key })} aria-label={`Details: all ${whole.many.toLowerCase()}, with more numbers`}>
            <Icon name="expand" size={14} /> Details
          </a>
        )}
        {credit}
      </footer>
    </section>
  );
}
