import { readBots } from "../api/contents";
import { useAsked } from "../api/useAnswer";
import { botsLeftOut } from "../format/labels";
import { forgetsVisitors } from "../question/bounds";
import { useStanding } from "./context";

const rangeText = (range: string | string[]): string => (Array.isArray(range) ? range.join(",") : range);

/** What the numbers above leave out, and how far they reach. */
export function Footnotes() {
  const { project, span } = useStanding();
  const range = rangeText(span.range);
  const bots = useAsked(`bots ${project.id} ${range}`, () => readBots(project.id, range));
  return (
    <footer class="footnotes">
      <p>
        {botsLeftOut(bots.value?.reasons.reduce((sum, { events, counted }) => sum + events - counted, 0) ?? 0)}{" "}
        <a href={`/projects/${project.id}/bots`}>See who they were</a>
      </p>
      {forgetsVisitors(project) && (
        <p>
          This project is <strong>{project.mode === "sealed" ? "sealed and anonymous" : "anonymous"}</strong>: a visitor is known for one
          day only, so somebody who comes on three days counts as three visitors. Visits and pageviews are exact.
        </p>
      )}
      {!forgetsVisitors(project) && (
        <p>
          This project is <strong>{project.mode === "sealed" ? "sealed and identified" : "identified"}</strong>: visitors who agreed are
          known across days by an id on their device; the others for one day.
        </p>
      )}
      <p>Days are cut in the zone {project.timezone}. Press ? for the keyboard.</p>
    </footer>
  );
}
