import type { Mode } from "../../api/types";

const MEANINGS: Record<Mode, string> = {
  anonymous: "Nothing is stored on devices; a visitor is known for one day.",
  identified: "Visitors who agree are known across days by an id on their device.",
  sealed: "Only holders of the project’s key can read its events.",
};

export function ModeBadge({ mode }: { mode: Mode }) {
  return (
    <span class="badge" title={MEANINGS[mode]}>
      {mode}
    </span>
  );
}
