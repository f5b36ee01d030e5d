import { readShipped, scriptSource, unaltered } from "../api/shipped";
import type { Project } from "../api/types";
import { useAsked } from "../api/useAnswer";
import { CopyBox } from "../controls/Copy";
import { Failed, Skeleton } from "../controls/States";
import { Unlock } from "./Unlock";
import { useRing } from "./useRing";

const TRACKER = "footfall.sealed.js";

/** The line to paste into pages of a sealed project. Its pin comes from the vault's own log: a server that named it could name its own key. */
export function SealedSnippet({ project }: { project: Project }) {
  const { ring, unlocked } = useRing();
  const vault = project.vault ?? "";
  const asked = useAsked(`pin ${vault} ${unlocked}`, async (signal) => {
    if (!ring || !unlocked) return null;
    const [pin, shipped] = await Promise.all([ring.pin(project), readShipped(signal)]);
    const [source, hash] = [scriptSource(shipped, TRACKER), unaltered(shipped, TRACKER)];
    if (!/^ff_\w{8,64}$/.test(project.key) || /["<>\s]/.test(source) || !/^integrity="[\w+/=-]+" crossorigin="anonymous"$/.test(hash))
      throw new Error(
        "The server’s key, address or hash would not stay within its quotes in the line to paste. Do not use it; check the server.",
      );
    return { pin, source, hash };
  });
  if (ring && !unlocked)
    return <Unlock purpose="The line to paste carries the fingerprint of your vault’s key, which this browser reads from the vault." />;
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  if (!asked.value) return <Skeleton rows={3} />;
  const mode = project.identity === "identified" ? ' data-mode="identified" data-consent="required"' : "";
  return (
    <div class="stack snippet">
      <div>
        <p class="hint">Paste this line into the head of each page. It works on https pages only, where browsers have cryptography.</p>
        <CopyBox
          label="Snippet"
          text={`<script defer data-pin="${asked.value.pin}" src="${asked.value.source}" ${asked.value.hash} data-key="${project.key}"${mode}></script>`}
        />
      </div>
      <p class="hint">
        <code>data-pin</code> is the fingerprint of your vault’s root key. The tracker seals to no key that this one has not signed, so that
        nobody, the server included, can put their own key in its place unseen. <code>integrity</code> is the hash of the tracker: browsers
        run no other script in its place. Copy the line again after each upgrade of the server; until then nothing is counted.
      </p>
    </div>
  );
}
