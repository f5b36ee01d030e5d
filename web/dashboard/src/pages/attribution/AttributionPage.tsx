import { useState } from "preact/hooks";
import type { Definition } from "../../api/definitions";
import type { Project } from "../../api/types";
import type { AttributionAnswer, Rates } from "../../attribution/convert";
import { Empty, Failed, Late, Note, Skeleton } from "../../controls/States";
import { ReportMenu } from "../../definitions/ReportMenu";
import { useDefinitions } from "../../definitions/useDefinitions";
import { TakeReport } from "../../export/TakeReport";
import { countLabel } from "../../format/labels";
import { StandingContext, useStanding } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { CreditTable } from "./CreditTable";
import { type Draft, isWhole, readDraft, type Shown, writeDraft } from "./draft";
import { RatesDialog } from "./RatesDialog";
import { Rules } from "./Rules";
import { choicesOf, linesOf, shownOf } from "./rows";
import { questionOf, useAttribution } from "./useAttribution";
import "./attribution.css";

/** What conversions, and the revenue that they bring, are owed to. */
export function AttributionPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const definitions = useDefinitions(project, "rates");
  const kept = definitions.value?.items[0] ?? null;
  const rates = kept?.body ?? null;
  const asked = useAttribution(standing, draft, rates);
  const waits = asked.loading || definitions.loading;
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Attribution</h1>
            <p>
              What conversions and their revenue are owed to: what brought people at first, what came last, or all of it in equal shares.
            </p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <ReportMenu
            report="attribution"
            one="attribution"
            many="attributions"
            draft={writeDraft(draft)}
            question={isWhole(draft) ? questionOf(standing, draft, null) : null}
          />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        <Rules draft={draft} onChange={change} />
        <section class="card card-pad attribution" aria-label="What is owed to what" aria-busy={waits}>
          {!isWhole(draft) && (
            <Empty icon="filter" title="Name what counts as a conversion">
              A goal or an event goes by its name; a page may be a pattern such as /thanks/**.
            </Empty>
          )}
          {isWhole(draft) && asked.error && <Failed error={asked.error} retry={asked.retry} />}
          {isWhole(draft) && !asked.value && !asked.error && (
            <>
              <Skeleton rows={8} />
              <Late />
            </>
          )}
          {isWhole(draft) && asked.value && !asked.error && (
            <Answer answer={asked.value} draft={draft} rates={rates} kept={kept} onChange={change} />
          )}
        </section>
      </div>
    </StandingContext.Provider>
  );
}

interface AnswerProps {
  answer: AttributionAnswer;
  draft: Draft;
  rates: Rates | null;
  kept: Definition<"rates"> | null;
  onChange: (to: Partial<Draft>) => void;
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

const moneyIn = (currency: string): ((value: number) => string) => {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return (value) => format.format(value);
};

function labelOf(shown: Shown, rates: Rates | null): string {
  if (shown === "conversions") return "Conversions";
  return shown === "converted" ? `All revenue, in ${rates?.to}` : `Revenue ${shown}`;
}

function Answer({ answer, draft, rates, kept, onChange }: AnswerProps) {
  const standing = useStanding();
  const [editing, setEditing] = useState(false);
  const [totals] = answer.totals;
  if (!totals || totals.conversions === 0)
    return (
      <Empty icon="filter" title="Nobody converted">
        In this period and under these filters nothing of this happened. Look at the spelling, or choose a longer period.
      </Empty>
    );
  const shown = shownOf(answer, draft);
  const choices = choicesOf(answer);
  const currency = shown === "converted" ? rates?.to : shown.slice(3);
  const show = shown === "conversions" ? (value: number) => number.format(value) : moneyIn(currency ?? "EUR");
  return (
    <>
      <div class="attribution-head">
        <p aria-live="polite">
          <strong class="num">{countLabel(totals.conversions, "conversion", "conversions")}</strong> by{" "}
          {countLabel(totals.visitors, "visitor", "visitors")}
        </p>
        {choices.length > 1 && (
          <label class="attribution-shown">
            <span class="sr-only">What is shown</span>
            <select class="input input-small" value={shown} onChange={(event) => onChange({ shown: event.currentTarget.value as Shown })}>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {labelOf(choice, rates)}
                </option>
              ))}
            </select>
          </label>
        )}
        {answer.revenue.length > 0 && (
          <button type="button" class="button button-small" onClick={() => setEditing(true)}>
            Rates…
          </button>
        )}
      </div>
      <CreditTable lines={linesOf(answer, shown)} draft={draft} show={show} />
      {totals.credited < totals.conversions && (
        <p class="muted">
          {countLabel(totals.conversions - totals.credited, "conversion", "conversions")} of people who opted out belong to no visit, and
          are owed to nothing here.
        </p>
      )}
      {shown === "converted" && (answer.not_converted?.length ?? 0) > 0 && (
        <Note kind="warn">
          Without a rate, and so left out: {answer.not_converted?.map(({ currency: code, amount }) => moneyIn(code)(amount)).join(", ")}.
        </Note>
      )}
      <TakeReport
        kind="attribution"
        question={questionOf(standing, draft, rates)}
        answer={answer}
        titles={{ credit: "Credit", revenue: "Revenue", converted: "Converted revenue", totals: "Totals" }}
      />
      {editing && (
        <RatesDialog kept={kept} seen={[...new Set(answer.revenue.map((row) => row.currency))]} onClose={() => setEditing(false)} />
      )}
    </>
  );
}
