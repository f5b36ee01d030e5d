import { useState } from "preact/hooks";
import { chosenLocale, LOCALE, locale } from "../../format/locale";
import { chooseWeekStart, chosenWeekStart, WEEK_STARTS, type WeekStart } from "../../format/week";
import { remember } from "../../shell/theme";

/** Ones that are written in this script; others are had by the browser's own language. */
const LOCALES: readonly { key: string; label: string }[] = [
  { key: "en-GB", label: "22 Nov 2026 · 1,234.5" },
  { key: "en-US", label: "Nov 22, 2026 · 1,234.5" },
  { key: "de-DE", label: "22. Nov. 2026 · 1.234,5" },
  { key: "fr-FR", label: "22 nov. 2026 · 1 234,5" },
  { key: "sv-SE", label: "22 nov. 2026 · 1 234,5" },
  { key: "en-CA", label: "Nov 22, 2026 · 1,234.5 · 2026-11-22" },
];

const named = (day: WeekStart): string => day.replace(/^./, (first) => first.toUpperCase());

/** How this browser writes numbers and dates. It stays in this browser. */
export function DisplaySection() {
  const [written, setWritten] = useState(chosenLocale() ?? "");
  const [week, setWeek] = useState<string>(chosenWeekStart() ?? "");
  return (
    <section class="card card-pad" aria-labelledby="display-title">
      <div class="section-head">
        <h2 id="display-title">Numbers and dates</h2>
        <p>Kept in this browser. Now they are written as is usual for {locale}.</p>
      </div>
      <div class="form">
        <div class="two-fields">
          <div class="field">
            <label for="display-locale">Written as</label>
            <select
              id="display-locale"
              class="input"
              value={written}
              onChange={(event) => {
                setWritten(event.currentTarget.value);
                remember(LOCALE, event.currentTarget.value || null);
                location.reload(); // what is on the page was written the other way
              }}
            >
              <option value="">As this browser does</option>
              {LOCALES.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="display-week">Weeks begin on</label>
            <select
              id="display-week"
              class="input"
              value={week}
              onChange={(event) => {
                setWeek(event.currentTarget.value);
                chooseWeekStart((event.currentTarget.value || null) as WeekStart | null);
              }}
            >
              <option value="">As is usual there</option>
              {WEEK_STARTS.map((day) => (
                <option key={day} value={day}>
                  {named(day)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <p class="hint">The calendar and its “this week” follow this. Charts by week are cut on Mondays, as the query API cuts them.</p>
      </div>
    </section>
  );
}
