import { useEffect, useState } from "preact/hooks";
import { Icon } from "../controls/Icon";
import { quietly } from "../controls/later";
import { Menu } from "../controls/Menu";
import { showRange } from "../format/dates";
import { PERIOD_LABELS, PERIOD_SHORTCUTS, type PeriodKey, step } from "../question/period";
import { periodsOf } from "../share/threshold";
import { ComparisonList } from "./ComparisonList";
import { ComparisonRange } from "./ComparisonRange";
import { useStanding } from "./context";

const CustomRange = quietly("custom range", async () => (await import("./CustomRange")).CustomRange);

const LISTED: PeriodKey[][] = [
  ["30m", "24h", "today", "yesterday"],
  ["7d", "28d", "30d", "91d"],
  ["month", "last_month"],
  ["year", "12mo", "all"],
];

/** Which days are shown, and what they are measured against. */
interface Props {
  /** Grows when a custom range is asked for by the keyboard. */
  customSignal: number;
  /** False where nothing is measured against another period. */
  compares?: boolean;
}

export function PeriodPicker({ customSignal, compares = true }: Props) {
  const { period, present, span, before, go } = useStanding();
  const [custom, setCustom] = useState(false);
  const [comparing, setComparing] = useState(false);
  useEffect(() => {
    if (customSignal > 0) setCustom(true);
  }, [customSignal]);
  const choose = (key: PeriodKey): void => (key === "custom" ? setCustom(true) : go({ period: { key } }));
  const label = period.key === "custom" ? showRange(span.from, span.to) : PERIOD_LABELS[period.key];
  const back = step(period, -1, present);
  const ahead = step(period, 1, present);
  return (
    <div class="period">
      <button
        type="button"
        class="icon-button"
        aria-label="The period before"
        disabled={!back}
        onClick={() => back && go({ period: back })}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="The period after"
        disabled={!ahead}
        onClick={() => ahead && go({ period: ahead })}
      >
        <Icon name="right" />
      </button>
      <Menu
        buttonClass="button period-button"
        label={
          <>
            <Icon name="calendar" /> <span>{label}</span> <Icon name="chevron" />
          </>
        }
      >
        {(close) => (
          <div class="period-menu">
            <PeriodList
              chosen={period.key}
              onChoose={(key) => {
                close();
                choose(key);
              }}
            />
            {compares && (
              <div class="period-compare">
                <hr class="menu-rule" />
                <ComparisonList onChoose={close} onCustom={() => setComparing(true)} />
              </div>
            )}
          </div>
        )}
      </Menu>
      {compares && (
        <Menu
          buttonClass="button compare-button"
          label={
            <>
              <span>{before ? `vs ${showRange(before.from, before.to)}` : "No comparison"}</span> <Icon name="chevron" />
            </>
          }
        >
          {(close) => <ComparisonList onChoose={close} onCustom={() => setComparing(true)} />}
        </Menu>
      )}
      {comparing && <ComparisonRange onClose={() => setComparing(false)} />}
      {custom && (
        <CustomRange
          from={span.from}
          to={span.to}
          onClose={() => setCustom(false)}
          onChoose={(next) => {
            setCustom(false);
            go({ period: next });
          }}
        />
      )}
    </div>
  );
}

function PeriodList({ chosen, onChoose }: { chosen: PeriodKey; onChoose: (key: PeriodKey) => void }) {
  const threshold = useStanding().shared?.threshold;
  const possible = threshold ? periodsOf(threshold) : null;
  const groups = [...LISTED, ["custom" as const]].map((group) => group.filter((key) => !possible || possible.has(key)));
  return (
    <>
      {groups
        .filter(({ length }) => length > 0)
        .map((group, index) => (
          <div key={group[0]}>
            {index > 0 && <hr class="menu-rule" />}
            {group.map((key) => (
              <button
                key={key}
                type="button"
                class="menu-item"
                aria-current={key === chosen ? "true" : undefined}
                onClick={() => onChoose(key)}
              >
                <span class="grow">
                  {PERIOD_LABELS[key]}
                  {key === "custom" && "…"}
                </span>
                <span class="kbd" aria-hidden="true">
                  {PERIOD_SHORTCUTS[key]}
                </span>
              </button>
            ))}
          </div>
        ))}
    </>
  );
}
