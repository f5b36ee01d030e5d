import { useState } from "preact/hooks";
import { invite } from "../../api/members";
import type { VaultRole } from "../../api/vaults";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { OpenVault } from "../../sealed/keys/vaults";
import { RoleField } from "./RoleField";

interface Props {
  vault: OpenVault;
  onMade: (made: { email: string; link: string }) => void;
  onClose: () => void;
}

export function InviteDialog({ vault, onMade, onClose }: Props) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<VaultRole>("member");
  const saving = useSaving();
  const submit = (event: Event): void => {
    event.preventDefault();
    void saving.run(async () => {
      const made = await invite(vault.id, { email: email.trim(), role });
      onMade({ email: made.email, link: location.origin + made.link });
    });
  };
  return (
    <Dialog title={`Invite into ${vault.name}`} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div class="field">
          <label for="invite-email">E-mail</label>
          <input
            id="invite-email"
            class="input"
            type="email"
            required
            autocomplete="off"
            aria-describedby="invite-hint"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <p id="invite-hint" class="hint">
            They sign in by it. No mail is sent: you get a link to hand over.
          </p>
        </div>
        <RoleField mine={vault.role} value={role} onChange={setRole} />
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy}>
            Make the link
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
