import { readLedger } from "../api/projects";
import type { Project } from "../api/types";
import { useAsked } from "../api/useAnswer";
import { Note } from "../controls/States";
import { countLabel } from "../format/labels";
import { DROP_REASONS } from "../pages/health/dropReasons";

const HOUR_MS = 3_600_000;

/** While nothing was kept: what arrived all the same, and why it was dropped. `looks` grows when it should be looked up again. */
export function Refused({ project, looks }: { project: Project; looks: number }) {
  const { value } = useAsked(`refused ${project.id} ${looks}`, () => {
    const now = Date.now();
    return readLedger(project.id, new Date(now - 24 * HOUR_MS).toISOString(), new Date(now + HOUR_MS).toISOString());
  });
  const reasons = Object.entries(value?.totals.dropped ?? {}).filter(([, number]) => number > 0);
  if (reasons.length === 0) return null;
  return (
    <Note kind="warn">
      <p>Something arrived, and none of it could be kept:</p>
      <ul class="refused">
        {reasons.map(([reason, number]) => (
          <li key={reason}>
            <strong>
              {countLabel(number, "event", "events")}: {DROP_REASONS[reason]?.name ?? reason}.
            </strong>{" "}
            {DROP_REASONS[reason]?.text}
          </li>
        ))}
      </ul>
    </Note>
  );
}
