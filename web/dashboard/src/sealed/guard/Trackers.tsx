import { readShipped } from "../../api/shipped";
import { useAsked } from "../../api/useAnswer";
import type { OpenProject } from "../project/open";
import { doubts, question } from "./trackers";

const DAY = 86_400_000;

/** Warns of live pages that hold the tracker to no hash, or to an unknown one. Asks nobody but the server: what the pages say came inside their own messages. */
export function Trackers({ project }: { project: OpenProject }) {
  const asked = useAsked(`trackers ${project.id}`, async (signal) => {
    const since = new Date(Date.now() - DAY);
    const [shipped, rows] = await Promise.all([
      readShipped(signal),
      project.run(question, [since], signal, { from: +since, to: Date.now() }),
    ]);
    const hash = shipped.tracker["/js/footfall.sealed.js"];
    return hash ? doubts(rows, hash) : [];
  });
  // What cannot be asked now is asked when the project is opened again; the numbers do not depend on it.
  return (
    <>
      {(asked.value ?? []).map(({ host, hash, events }) => (
        <p key={`${host} ${hash}`} class="note note-warn" role="alert">
          {hash
            ? `Pages of ${host} run a tracker that this program does not know (${hash}…): of another release, or a changed one.`
            : `Pages of ${host} hold the tracker to no hash, so browsers run whatever the server sends them.`}{" "}
          {events.toLocaleString("en")} events of the last day. Copy the line to paste again, from a dashboard that you trust.
        </p>
      ))}
    </>
  );
}
