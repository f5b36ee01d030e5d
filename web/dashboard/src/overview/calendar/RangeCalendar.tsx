import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";
import { firstWeekday } from "../../format/week";
import { addDays, addMonths, type Day, earlier, endOfMonth, later, startOfMonth } from "../../question/calendar";
import { MonthGrid } from "./MonthGrid";
import { weekBegin } from "./presets";
import "./calendar.css";

interface Props {
  from: Day | null;
  to: Day | null;
  today: Day;
  /** The first choice begins a range of one day, the second one ends it. */
  onChange: (from: Day, to: Day, whole: boolean) => void;
}

/** Where a key leads from a day; null where it is no key of the calendar. */
function moved(key: string, day: Day, first: number): Day | null {
  if (key === "ArrowLeft") return addDays(day, -1);
  if (key === "ArrowRight") return addDays(day, 1);
  if (key === "ArrowUp") return addDays(day, -7);
  if (key === "ArrowDown") return addDays(day, 7);
  if (key === "PageUp") return addMonths(day, -1);
  if (key === "PageDown") return addMonths(day, 1);
  if (key === "Home") return weekBegin(day, first);
  return key === "End" ? addDays(weekBegin(day, first), 6) : null;
}

/** Two months, the later one with the range's end in it; on narrow screens that one alone. */
export function RangeCalendar({ from, to, today, onChange }: Props) {
  const first = firstWeekday();
  const root = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(startOfMonth(earlier(to ?? today, today)));
  const [focused, setFocused] = useState(earlier(to ?? today, today));
  const [begun, setBegun] = useState<Day | null>(null);
  const [hovered, setHovered] = useState<Day | null>(null);
  const byKey = useRef(false);
  useEffect(() => {
    // What is typed beside the calendar turns its pages.
    if (to && begun === null) {
      setShown(startOfMonth(earlier(to, today)));
      setFocused(earlier(to, today));
    }
  }, [from, to]);
  // Before the next key comes, which is the focused day's.
  useLayoutEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    // Of two months with the same day in neither, only one holds it.
    root.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused, shown]);
  const choose = (day: Day): void => {
    setFocused(day);
    if (begun === null) {
      setBegun(day);
      onChange(day, day, false);
      return;
    }
    setBegun(null);
    setHovered(null);
    onChange(earlier(begun, day), later(begun, day), true);
  };
  const press = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset.day) return;
    const next = moved(event.key, focused, first);
    if (next === null) return;
    event.preventDefault();
    const reached = earlier(next, today);
    byKey.current = true;
    setFocused(reached);
    setHovered(reached);
    if (reached > endOfMonth(shown)) setShown(startOfMonth(reached));
    else if (reached < addMonths(shown, -1)) setShown(addMonths(startOfMonth(reached), 1));
    else if (reached < shown && getComputedStyle(root.current?.querySelector(".month-earlier") ?? document.body).display === "none")
      setShown(startOfMonth(reached));
  };
  const preview = begun !== null && hovered !== null;
  const range = {
    from: preview ? earlier(begun, hovered) : from,
    to: preview ? later(begun, hovered) : to,
  };
  const earlierMonth = addMonths(shown, -1);
  const holds = (month: Day): boolean => startOfMonth(focused) === month;
  // Whichever month is turned to, one of its days can be reached.
  const reachable = holds(shown) || holds(earlierMonth) ? focused : shown;
  const grid = (month: Day) => (
    <MonthGrid month={month} first={first} {...range} focused={reachable} today={today} onChoose={choose} onHover={setHovered} />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only overhears the keys of the days inside it.
    <div ref={root} class="calendar" onKeyDown={press}>
      <button type="button" class="icon-button calendar-back" aria-label="Earlier months" onClick={() => setShown(addMonths(shown, -1))}>
        <Icon name="left" />
      </button>
      <div class="month-earlier">{grid(earlierMonth)}</div>
      {grid(shown)}
      <button
        type="button"
        class="icon-button calendar-ahead"
        aria-label="Later months"
        disabled={addMonths(shown, 1) > today}
        onClick={() => setShown(addMonths(shown, 1))}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}
