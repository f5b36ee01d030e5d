import { useState } from "preact/hooks";
import { Dialog } from "../controls/Dialog";
import { PALETTE_KEY } from "../palette/key";
import { PERIOD_LABELS, PERIOD_SHORTCUTS, type PeriodKey } from "../question/period";
import { recall, remember } from "../shell/theme";
import { SHORTCUTS_OFF } from "./useShortcuts";

const EVERYWHERE: [string, string][] = [
  [PALETTE_KEY, "Command palette"],
  ["?", "This list"],
];

const OTHERS: [string, string][] = [
  [",", "The period before"],
  [".", "The period after"],
  ["X", "Comparison on and off"],
  ["/", "Add a filter"],
  ["Esc", "Clear the filters"],
];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const [off, setOff] = useState(recall(SHORTCUTS_OFF) !== null);
  const periods = Object.entries(PERIOD_SHORTCUTS) as [PeriodKey, string][];
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <div class="shortcuts">
        <List title="Period" rows={periods.map(([period, key]) => [key, PERIOD_LABELS[period]])} />
        <div>
          <List title="On every page" rows={EVERYWHERE} />
          <List title="On the overview" rows={OTHERS} />
        </div>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={!off}
          onChange={(event) => {
            remember(SHORTCUTS_OFF, event.currentTarget.checked ? null : "off");
            setOff(!event.currentTarget.checked);
          }}
        />
        <span>Single keys act on this page. Turn this off if you use speech input or find them in your way.</span>
      </label>
      <p class="hint shortcuts-hint">
        In the chart, arrow keys move from point to point and Enter opens the day. A row of a panel is a link: Enter filters by it.
      </p>
    </Dialog>
  );
}

function List({ title, rows }: { title: string; rows: [string, string][] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
