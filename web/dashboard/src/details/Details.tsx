import { useEffect, useState } from "preact/hooks";
import { listGoals } from "../api/goals";
import { type Answer, ask, type Question } from "../api/query";
import { useAnswer, useAsked } from "../api/useAnswer";
import { Dialog } from "../controls/Dialog";
import { Icon } from "../controls/Icon";
import { quietly } from "../controls/later";
import { Empty, Failed, Late, Skeleton } from "../controls/States";
import { toCsv } from "../format/csv";
import { countLabel, showValue } from "../format/labels";
import { asNumber } from "../format/numbers";
import { questionOf, useStanding } from "../overview/context";
import type { Dimension } from "../question/dimensions";
import type { ApiFilter } from "../question/filters";
import { labelIn, type Metric } from "../question/metrics";
import { columnsOf } from "./columns";
import { DetailsTable, type Order } from "./DetailsTable";
import "./details.css";

const Take = quietly("export", async () => (await import("../export/Take")).Take);

const PAGE = 50;
const MOST_EXPORTED = 10_000;
const TYPING_MS = 250;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The whole table of one dimension: what a number of a panel is made of. */
export function Details({ dimension }: { dimension: Dimension }) {
  const standing = useStanding();
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<Order>({ by: "visitors", direction: "desc" });
  const [page, setPage] = useState(0);
  const goals = useAsked(dimension.key === "goal" && !standing.shared ? `goals ${standing.project.id}` : null, () =>
    listGoals(standing.project),
  );
  const metrics = columnsOf(dimension, standing.view.filters, goals.value?.items.some((goal) => goal.currency) ?? false);
  const wanted = useSettled(search.trim());
  const filters: ApiFilter[] = wanted && dimension.key !== "goal" ? [["contains", dimension.api, [wanted], { case_sensitive: false }]] : [];
  const order_by: [string, "asc" | "desc"][] = [[order.by === "dimension" ? dimension.api : order.by, order.direction]];
  const { before } = standing;
  const include: Question["include"] = { total_rows: true };
  if (before) include.comparisons = { mode: "custom", date_range: before.range };
  const question = (limit: number, offset: number): Question =>
    questionOf(standing, { metrics, dimensions: [dimension.api], filters, order: order_by, limit, offset, include });
  const asked = useAnswer(goals.loading ? null : question(PAGE, page * PAGE));
  const rows = asked.value?.results ?? [];
  const total = asked.value?.meta.total_rows ?? rows.length;
  const sort = (by: Order["by"]): void => {
    setPage(0);
    setOrder({ by, direction: order.by === by && order.direction === "desc" ? "asc" : "desc" });
  };
  const searchField = (
    <label class="details-search">
      <span class="sr-only">Search {dimension.many.toLowerCase()}</span>
      <Icon name="search" />
      <input
        class="input input-small"
        type="search"
        placeholder="Search"
        value={search}
        onInput={(event) => {
          setSearch(event.currentTarget.value);
          setPage(0);
        }}
      />
    </label>
  );
  return (
    <Dialog
      wide
      title={dimension.many}
      aside={dimension.key === "goal" ? undefined : searchField}
      onClose={() => standing.go({ details: null })}
    >
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.error && !asked.value && (
        <>
          <Skeleton rows={10} />
          <Late />
        </>
      )}
      {asked.value && !asked.error && rows.length === 0 && (
        <Empty icon="search" title={wanted ? `Nothing contains “${wanted}”` : "Nothing in this period"} />
      )}
      {rows.length > 0 && !asked.error && (
        <DetailsTable
          dimension={dimension}
          metrics={metrics}
          compares={before !== null}
          rows={rows}
          loading={asked.loading}
          order={order}
          onSort={sort}
        />
      )}
      <footer class="details-foot">
        <p class="muted" role="status">
          {total > PAGE
            ? `${page * PAGE + 1}–${page * PAGE + rows.length} of ${countLabel(total, "row", "rows")}`
            : countLabel(total, "row", "rows")}
        </p>
        {total > PAGE && (
          <>
            <button type="button" class="button button-small" disabled={page === 0} onClick={() => setPage(page - 1)}>
              Previous
            </button>
            <button type="button" class="button button-small" disabled={(page + 1) * PAGE >= total} onClick={() => setPage(page + 1)}>
              Next
            </button>
          </>
        )}
        {!standing.shared && (
          <Take
            project={standing.project.id}
            name={`footfall-${dimension.key}`}
            path="/api/v2/query"
            body={question(MOST_EXPORTED, 0)}
            answer={() => ask(question(MOST_EXPORTED, 0))}
            tables={(answer) => [{ name: "rows", csv: csvOf(dimension, metrics, answer as Answer) }]}
            titles={{ rows: dimension.many }}
            disabled={rows.length === 0}
          />
        )}
      </footer>
    </Dialog>
  );
}

/** As the table is read: countries and languages by their names. */
function csvOf(dimension: Dimension, metrics: readonly Metric[], { results }: Answer): string {
  const lines = results.map((row) => [showValue(dimension.key, row.dimensions[0] ?? ""), ...row.metrics.map((value) => asNumber(value))]);
  return toCsv([dimension.one, ...metrics.map((metric) => labelIn(dimension.key, metric))], lines);
}
