import { useRef, useState } from "preact/hooks";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Failed, FormError, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { Compacted } from "../compaction/compact";
import { openedOf } from "../project/opened";
import { count } from "./count";
import { EraseVisitor } from "./EraseVisitor";
import { SegmentTable } from "./SegmentTable";
import type { Upkeep } from "./upkeep";

/** What an open sealed project holds in segments, and the making of more. */
export function Segments({ project }: { project: Project }) {
  const upkeep = openedOf(project.id)?.upkeep;
  const [version, setVersion] = useState(0);
  const list = useAsked(upkeep ? `segments ${project.id} ${version}` : null, (signal) => (upkeep as Upkeep).segments(signal));
  if (!upkeep) return null;
  return (
    <>
      <section class="card card-pad stack" aria-labelledby="compact-title">
        <div class="section-head">
          <h2 id="compact-title">Compaction</h2>
          <p>
            Messages are opened one by one, which takes its time and does not go on for ever. Compacting puts the events of many into one
            sealed file that opens at once. The server sees how many events it holds and of which hours, and nothing else. What came in the
            last two hours is left for later.
          </p>
        </div>
        {upkeep.mayCompact ? (
          <Compact upkeep={upkeep} onDone={() => setVersion(version + 1)} />
        ) : (
          <p class="hint">As a viewer you read segments. Members make them.</p>
        )}
      </section>
      <section class="card" aria-labelledby="segments-title">
        <div class="card-pad section-head">
          <h2 id="segments-title">Segments</h2>
          <p>Whoever made one signed it. Within seven days an owner or admin can undo it: what it stands for is there again.</p>
        </div>
        {list.error && <Failed error={list.error} retry={list.retry} />}
        {!list.value && !list.error && <Skeleton rows={3} />}
        {list.value && <SegmentTable segments={list.value} upkeep={upkeep} onChanged={() => setVersion(version + 1)} />}
      </section>
      {upkeep.mayErase && <EraseVisitor upkeep={upkeep} onDone={() => setVersion(version + 1)} />}
    </>
  );
}

function Compact({ upkeep, onDone }: { upkeep: Upkeep; onDone: () => void }) {
  const saving = useSaving();
  const stop = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Compacted | null>(null);
  const begin = (): Promise<boolean> => {
    const controller = new AbortController();
    stop.current = controller;
    setProgress(null);
    return saving.run(async () => {
      try {
        setProgress(await upkeep.compact(setProgress, controller.signal));
      } catch (error) {
        // Whoever stopped it knows; what was put until then stays.
        if (!controller.signal.aborted) throw error;
      } finally {
        onDone();
      }
    });
  };
  return (
    <>
      <div class="form-actions">
        <button type="button" class="button button-main" disabled={saving.busy} onClick={() => void begin()}>
          Compact now
        </button>
        {saving.busy && (
          <button type="button" class="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        )}
      </div>
      <p role="status" class="muted">
        {saving.busy && !progress && "Looking at what waits…"}
        {progress && told(progress, saving.busy)}
      </p>
      <FormError error={saving.error} />
    </>
  );
}

const told = ({ opened, events, segments, envelopes, merged }: Compacted, busy: boolean): string => {
  const made = `${count(envelopes, "message")} put into ${count(segments, "segment")}`;
  if (busy) return `${count(opened, "message")} with ${count(events, "event")} opened; ${made}.`;
  const joined = merged > 0 ? `; ${count(merged, "segment")} merged` : "";
  return segments + merged > 0 ? `Done: ${made}${joined}.` : "Nothing waits that is older than two hours.";
};
