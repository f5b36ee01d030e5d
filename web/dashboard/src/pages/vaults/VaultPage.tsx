import { useState } from "preact/hooks";
import type { Account } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Failed, FormError, Note, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { VaultView } from "../../sealed/members/people";
import { Unlock } from "../../sealed/Unlock";
import { useRing } from "../../sealed/useRing";
import { Agents } from "./Agents";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { invites } from "./roles";
import "./vaults.css";

/** One vault: who belongs to it, by the list that this browser has checked. */
export function VaultPage({ id, account }: { id: string; account: Account }) {
  const { ring, unlocked } = useRing();
  if (!ring) return <Skeleton rows={4} />;
  if (!unlocked) return <Unlock purpose="The list of members is checked with your keys, and changes are signed with them." />;
  return <Opened id={id} account={account} />;
}

function Opened({ id, account }: { id: string; account: Account }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`vault ${id} ${version}`, async () => (await import("../../sealed/members/people")).viewVault(id));
  const [shown, setShown] = useState<VaultView | null>(null);
  if (asked.value && asked.value !== shown) setShown(asked.value);
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  if (!shown) return <Skeleton rows={6} />;
  const { vault } = shown;
  const changed = (): void => setVersion(version + 1);
  return (
    <div class="stack">
      <header class="page-head">
        <div>
          <h1>{vault.kind === "personal" ? "Your own vault" : vault.name}</h1>
          <p>
            {vault.kind === "personal"
              ? "It opens for you alone, and for agents of yours. To share a sealed project, begin it in an organisation."
              : "Its members are a signed list, which every member’s browser checks: the server can neither add nor change anybody."}
          </p>
        </div>
      </header>
      {vault.log.rotationDue && invites(vault.role) && <RotationDue view={shown} onChanged={changed} />}
      <Members view={shown} account={account} onChanged={changed} />
      {vault.kind === "organisation" && invites(vault.role) && <Invitations view={shown} onChanged={changed} />}
      {invites(vault.role) && <Agents vault={vault} onChanged={changed} />}
    </div>
  );
}

/** Who leaves cannot replace the key that they hold; who stays must. */
function RotationDue({ view, onChanged }: { view: VaultView; onChanged: () => void }) {
  const saving = useSaving();
  const replace = async (): Promise<void> => {
    const { replaceKey } = await import("../../sealed/members/changes");
    const { required } = await import("../../sealed/keys/ring");
    if (await saving.run(() => replaceKey(required(), view.vault))) onChanged();
  };
  return (
    <Note kind="warn">
      Somebody has left and still holds the vault’s key. Until it is replaced, they could open what comes.
      <FormError error={saving.error} />
      <div class="form-actions">
        <button type="button" class="button button-small" disabled={saving.busy} onClick={() => void replace()}>
          Replace the key
        </button>
      </div>
    </Note>
  );
}
