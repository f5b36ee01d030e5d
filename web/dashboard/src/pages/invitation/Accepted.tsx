import type { InvitationState } from "../../api/members";
import { useAsked } from "../../api/useAnswer";
import { Note } from "../../controls/States";
import { useRing } from "../../sealed/useRing";
import { Words } from "../vaults/Words";

/** What comes next: two people compare the words. */
export function Accepted({ invitation }: { invitation: InvitationState }) {
  const { unlocked } = useRing();
  const words = useAsked(unlocked ? "own words" : null, async () => (await import("../../sealed/members/people")).ownWords());
  return (
    <div class="stack">
      <Note kind="good">
        Accepted. {invitation.invited_by} adds you once you have compared these words, by telephone or in person: they stand for your keys.
      </Note>
      {words.value ? (
        <p class="words-large">
          <Words>{words.value}</Words>
        </p>
      ) : (
        <p class="muted">Your words are on your Account page.</p>
      )}
      <div class="form-actions">
        <a class="button button-main" href="/">
          Go on
        </a>
        <a class="button" href="/account">
          Make a recovery key
        </a>
      </div>
    </div>
  );
}
