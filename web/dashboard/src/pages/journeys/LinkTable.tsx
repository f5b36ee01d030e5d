import { ScrollRegion } from "../../controls/ScrollRegion";
import { count, duration } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import type { Draft } from "./draft";
import { nameOf, placeOf } from "./names";
import type { JourneysAnswer, PlaceRow } from "./useJourneys";

/** The same as the drawing, to be read row by row; a place leads to the overview of who was there. */
export function LinkTable({ answer, draft }: { answer: JourneysAnswer; draft: Draft }) {
  const places = new Map(answer.places.map((row) => [`${row.step} ${row.place}`, row]));
  const rows = answer.links.map((link) => ({
    link,
    from: places.get(`${link.step} ${link.from_place}`),
    to: places.get(`${link.step + 1} ${link.to_place}`),
  }));
  return (
    <details class="journeys-table">
      <summary>As a table</summary>
      <ScrollRegion label="Steps and where they led">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{draft.backwards ? "Steps before the end" : "Step"}</th>
              <th scope="col">Place</th>
              <th scope="col">{draft.backwards ? "Came from" : "Went on to"}</th>
              <th scope="col" class="right">
                Visits
              </th>
              <th scope="col" class="right">
                Half within
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ link, from, to }) => (
              <tr key={`${link.step} ${link.from_place} ${link.to_place}`}>
                <td class="num">{draft.backwards ? link.step - 1 : link.step}</td>
                <td>{from && <PlaceLink row={from} />}</td>
                <td>{to ? <PlaceLink row={to} /> : <span class="muted">{draft.backwards ? "began here" : "left"}</span>}</td>
                <td class="right num">{count(link.visits)}</td>
                <td class="right num">{link.median_seconds === null ? "" : duration(link.median_seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}

function PlaceLink({ row }: { row: PlaceRow }) {
  const { view, href } = useStanding();
  const place = placeOf(row);
  if (!place) return <>{nameOf(row)}</>;
  const filter = { op: "is" as const, key: place.kind, values: [place.value] };
  return <a href={href({ filters: [...view.filters, filter], report: null }).replace(/\/journeys(?=[?#]|$)/, "")}>{nameOf(row)}</a>;
}
