import { readLedger } from "../../api/projects";
import type { Ledger, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { Empty, Failed, Note, Skeleton } from "../../controls/States";
import { count } from "../../format/numbers";
import { addDays, type Day } from "../../question/calendar";
import { startOfDayIn } from "../../question/timeZone";
import { DROP_REASONS } from "./dropReasons";
import { HourBars } from "./HourBars";

interface Props {
  project: Project;
  from: Day;
  to: Day;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, value) => total + value, 0);

/** The books: three equations, each with its numbers. */
export function LedgerSection({ project, from, to }: Props) {
  const start = startOfDayIn(project.timezone, from).toISOString();
  const end = startOfDayIn(project.timezone, addDays(to, 1)).toISOString();
  const { value, error, retry } = useAsked(`ledger ${project.id} ${start} ${end}`, () => readLedger(project.id, start, end));
  return (
    <section class="card card-pad" aria-labelledby="ledger-title">
      <div class="section-head">
        <h2 id="ledger-title">The books</h2>
        {value && <Verdict ledger={value} />}
        <p>Counted per hour of receipt, in the same transaction as the events themselves. A difference is a bug, never rounding.</p>
      </div>
      {error && <Failed error={error} retry={retry} />}
      {!value && !error && <Skeleton rows={5} />}
      {value && value.totals.received === 0 && value.totals.stored === 0 && <Empty title="Nothing was received in these days" />}
      {value && (value.totals.received > 0 || value.totals.stored > 0) && (
        <Books ledger={value} timeZone={project.timezone} from={from} to={to} />
      )}
    </section>
  );
}

function Verdict({ ledger }: { ledger: Ledger }) {
  return ledger.balanced ? (
    <span class="badge badge-good">
      <Icon name="check" size={13} /> balanced
    </span>
  ) : (
    <span class="badge badge-bad">
      <Icon name="warning" size={13} /> {ledger.differences.length || "some"} differences
    </span>
  );
}

function Books({ ledger, timeZone, from, to }: { ledger: Ledger; timeZone: string; from: Day; to: Day }) {
  const { totals } = ledger;
  const dropped = sum(totals.dropped);
  return (
    <div class="stack">
      <HourBars hours={ledger.hours} timeZone={timeZone} from={from} to={to} />
      <div class="equations">
        <Equation
          whole={["Received", totals.received]}
          parts={[
            ["journalled", totals.journalled],
            ["dropped", dropped],
          ]}
        />
        <Equation
          whole={["Journalled", totals.journalled]}
          parts={[
            ["stored", totals.stored],
            ["duplicates", totals.duplicate],
            ["quarantined", totals.quarantined],
            ["waiting", totals.waiting],
          ]}
        />
        <Equation
          whole={["Stored", totals.stored]}
          parts={[
            ["present", totals.present],
            ["expired", totals.expired],
            ["erased", totals.erased],
          ]}
        />
      </div>
      {ledger.differences.length > 0 && (
        <ul class="note note-bad differences">
          {ledger.differences.map((difference) => (
            <li key={String(difference)}>{typeof difference === "string" ? difference : JSON.stringify(difference)}</li>
          ))}
        </ul>
      )}
      {(totals.opt_out_kept ?? 0) > 0 && (
        <Note>
          {count(totals.opt_out_kept ?? 0)} of the received events came from browsers that signal an opt-out. They are kept without any
          visitor, as the settings say.
        </Note>
      )}
      {dropped > 0 && <Dropped counts={totals.dropped} received={totals.received} />}
    </div>
  );
}

function Equation({ whole, parts }: { whole: [string, number]; parts: [string, number][] }) {
  return (
    <dl class="equation">
      <div class="equation-whole">
        <dt>{whole[0]}</dt>
        <dd class="num">{count(whole[1])}</dd>
      </div>
      {parts.map(([name, number], index) => (
        <div key={name}>
          <dt>
            <span aria-hidden="true">{index === 0 ? "= " : "+ "}</span>
            {name}
          </dt>
          <dd class="num">{count(number)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Dropped({ counts, received }: { counts: Record<string, number>; received: number }) {
  const reasons = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .sort((a, b) => b[1] - a[1]);
  return (
    <div>
      <h3 class="dropped-title">Why events were dropped</h3>
      <ScrollRegion label="Why events were dropped">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col" class="right">
                Events
              </th>
              <th scope="col" class="right">
                Of received
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(([reason, number]) => (
              <tr key={reason}>
                <th scope="row">
                  {DROP_REASONS[reason]?.name ?? reason}
                  <span class="reason-text">{DROP_REASONS[reason]?.text}</span>
                </th>
                <td class="right">{count(number)}</td>
                <td class="right">{received > 0 ? `${((100 * number) / received).toFixed(2)}%` : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
