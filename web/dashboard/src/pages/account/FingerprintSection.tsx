import { useState } from "preact/hooks";
import { useAsked } from "../../api/useAnswer";
import { Unlock } from "../../sealed/Unlock";
import { useRing } from "../../sealed/useRing";
import { Words } from "../vaults/Words";

/** The words that a colleague compares before adding this account to their organisation. */
export function FingerprintSection() {
  const { unlocked } = useRing();
  const [wanted, setWanted] = useState(false);
  const words = useAsked(unlocked ? "own words" : null, async () => (await import("../../sealed/members/people")).ownWords());
  return (
    <section class="card card-pad" aria-labelledby="fingerprint-title">
      <div class="section-head">
        <h2 id="fingerprint-title">Fingerprint of your keys</h2>
        <p>
          Whoever adds you to an organisation reads these words with you, so that the server cannot put other keys in the place of yours.
        </p>
      </div>
      {words.value && (
        <p class="words-large">
          <Words>{words.value}</Words>
        </p>
      )}
      {!unlocked && !wanted && (
        <button type="button" class="button" onClick={() => setWanted(true)}>
          Show the words
        </button>
      )}
      {!unlocked && wanted && (
        <Unlock purpose="The words are made from the keys that your password opens, not from what the server says." />
      )}
    </section>
  );
}
