import { useState } from "preact/hooks";
import { useAsked } from "../../api/useAnswer";
import type { VaultRole } from "../../api/vaults";
import { Dialog } from "../../controls/Dialog";
import { Failed, FormError, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { OpenVault } from "../../sealed/keys/vaults";
import { roleName } from "./roles";
import { Words } from "./Words";

interface Props {
  vault: OpenVault;
  account: string;
  role: VaultRole;
  onChanged: () => void;
  onClose: () => void;
}

/** The one moment at which a server could put its own keys in the place of a colleague's: two people compare what they see. */
export function AddDialog({ vault, account, role, onChanged, onClose }: Props) {
  const [compared, setCompared] = useState(false);
  const found = useAsked(`candidate ${account}`, async () => (await import("../../sealed/members/people")).candidate(account, role));
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { value } = found;
    if (!value) return;
    const changes = await import("../../sealed/members/changes");
    const { required } = await import("../../sealed/keys/ring");
    if (!(await saving.run(() => changes.add(required(), vault, value.member)))) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog title={`Add to ${vault.name}`} onClose={onClose}>
      {found.error && <Failed error={found.error} retry={found.retry} />}
      {!found.value && !found.error && <Skeleton rows={3} />}
      {found.value && (
        <form class="form" onSubmit={(event) => void submit(event)}>
          <p>
            Ask <strong>{found.value.name}</strong> ({found.value.email}), by telephone or in person, to read you the words on their Account
            page. They have to be these:
          </p>
          <p class="words-large">
            <Words>{found.value.words}</Words>
          </p>
          <p class="muted">
            If they are others, somebody has put other keys in their place: do not add them. Added as {roleName(role)}, they open everything
            in the vault, what came before them too.
          </p>
          <label class="choice">
            <input type="checkbox" checked={compared} onChange={() => setCompared(!compared)} />
            <span>
              <strong>We have compared all eight words</strong>
              And not by a message that goes through this server.
            </span>
          </label>
          <FormError error={saving.error} />
          <div class="form-actions">
            <button type="submit" class="button button-main" disabled={!compared || saving.busy}>
              Add {found.value.name}
            </button>
            <button type="button" class="button button-quiet" onClick={onClose}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
