import { addDays, type Day, endOfMonth } from "../../question/calendar";
import { showMonth, showWholeDay, WEEKDAYS } from "./names";
import { weekBegin } from "./presets";

interface Props {
  /** The month's first day. */
  month: Day;
  first: number;
  from: Day | null;
  to: Day | null;
  /** The day that the keyboard is on; the only one that Tab reaches. */
  focused: Day;
  today: Day;
  onChoose: (day: Day) => void;
  onHover: (day: Day | null) => void;
}

/** One month as weeks of days. Keys are the calendar's that it stands in. */
export function MonthGrid({ month, first, from, to, focused, today, onChoose, onHover }: Props) {
  const last = endOfMonth(month);
  const weeks: Day[][] = [];
  for (let day = weekBegin(month, first); day <= last; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
  const heads = Array.from({ length: 7 }, (_, at) => WEEKDAYS[(first + at) % 7] ?? { short: "", long: "" });
  return (
    <table class="month">
      <caption>{showMonth(month)}</caption>
      <thead>
        <tr>
          {heads.map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              {short.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              if (day < month || day > last) return <td key={day} />;
              const isIn = from !== null && to !== null && day >= from && day <= to;
              const marks = [isIn && "month-in", day === from && "month-from", day === to && "month-to", day === today && "month-today"];
              return (
                <td key={day} class={marks.filter(Boolean).join(" ") || undefined}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === focused ? 0 : -1}
                    disabled={day > today}
                    aria-label={showWholeDay(day)}
                    aria-pressed={isIn}
                    aria-current={day === today ? "date" : undefined}
                    onClick={() => onChoose(day)}
                    onPointerEnter={() => onHover(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
