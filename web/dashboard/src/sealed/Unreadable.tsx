import { useEffect, useState } from "preact/hooks";
import type { OpenProject } from "./project/open";

const REASONS: Record<string, string> = {
  malformed: "are damaged",
  too_large: "are too large",
  elsewhere: "belong to another project or epoch",
  unopenable: "cannot be opened: they were changed, or sealed to another key",
  no_key: "are of an epoch whose key you do not have",
  no_note: "lack the server’s note, or have one that is not theirs",
};

const CHAINS: Record<string, string> = {
  rolled_back: "the server shows an older or another list than this browser has seen before",
  untrusted: "an entry was not signed by who it says",
  forbidden: "an entry was signed by somebody who may not",
  out_of_order: "an entry is missing",
};

const SEGMENTS: Record<string, string> = {
  missing: "the server does not have it",
  other_bytes: "the server sends other bytes than those that were signed",
  unopenable: "it was not sealed to the key of its epoch",
};

/** What is not part of the numbers is told, never passed over. */
export function Unreadable({ project }: { project: OpenProject }) {
  const [, setTold] = useState(0);
  // A segment is found wanting when the first question needs it.
  useEffect(() => project.whenTold(() => setTold((old) => old + 1)), [project]);
  const found = Object.entries(project.unopened()).filter(([, count]) => count > 0);
  const { chains = [], refused = [] } = project.segments() ?? {};
  return (
    <>
      {project.truncated() && (
        <p class="note note-warn" role="alert">
          More has come than this browser can hold at once, so the latest messages are not part of the numbers. Compact them in the
          project’s settings, or let an agent do it, and open the project again.
        </p>
      )}
      {found.length > 0 && (
        <p class="note note-warn" role="alert">
          {found.map(([reason, count]) => `${count.toLocaleString("en")} messages ${REASONS[reason] ?? reason}`).join("; ")}. They are not
          part of the numbers.
        </p>
      )}
      {chains.map(({ epoch, refusal }) => (
        <p key={epoch} class="note note-warn" role="alert">
          The list of segments of an epoch is not to be trusted: {CHAINS[refusal] ?? "it is damaged"} ({refusal}). None of them is part of
          the numbers.
        </p>
      ))}
      {refused.map(({ segment, by, why, detail }) => (
        <p key={segment} class="note note-warn" role="alert">
          A segment that {by} made was refused: {detail ?? SEGMENTS[why] ?? "it cannot be opened"}. Its events are not part of the numbers;
          an owner or admin can undo it in the settings within a week.
        </p>
      ))}
    </>
  );
}
