import { useState } from "preact/hooks";
import { type Invitation, removeInvitation } from "../../api/members";
import { CopyBox } from "../../controls/Copy";
import { Icon } from "../../controls/Icon";
import { FormError, Note } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { showInstant } from "../../format/dates";
import type { VaultView } from "../../sealed/members/people";
import { AddDialog } from "./AddDialog";
import { InviteDialog } from "./InviteDialog";
import { roleName } from "./roles";

/** Who was invited; and who has accepted, and is added once the words were compared. */
export function Invitations({ view, onChanged }: { view: VaultView; onChanged: () => void }) {
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<{ email: string; link: string } | null>(null);
  const [adding, setAdding] = useState<Invitation | null>(null);
  const saving = useSaving();
  const withdraw = async (invitation: Invitation): Promise<void> => {
    if (await saving.run(() => removeInvitation(view.vault.id, invitation.id))) onChanged();
  };
  return (
    <section class="card card-pad" aria-labelledby="invitations-title">
      <div class="section-head">
        <h2 id="invitations-title">Invitations</h2>
        <button type="button" class="button button-small" onClick={() => setInviting(true)}>
          <Icon name="plus" /> Invite
        </button>
      </div>
      {link && (
        <div class="stack vault-link">
          <Note kind="good">
            Hand this link to {link.email} yourself. It is shown this once, works for a week, and opens nothing until you have added them.
          </Note>
          <CopyBox label="Invitation" text={link.link} />
        </div>
      )}
      <FormError error={saving.error} />
      {view.invitations.length === 0 && <p class="muted">Nobody is waiting.</p>}
      <ul class="invitation-list">
        {view.invitations.map((invitation) => (
          <li key={invitation.id}>
            <div>
              <strong>{invitation.email}</strong> <span class="badge">{roleName(invitation.role)}</span>
              <div class="muted">
                {invitation.account
                  ? "Has accepted, and waits to be added."
                  : `Not accepted yet; valid until ${showInstant(invitation.expires_at)}.`}
              </div>
            </div>
            <div class="form-actions">
              {invitation.account && (
                <button type="button" class="button button-small button-main" onClick={() => setAdding(invitation)}>
                  Compare and add
                </button>
              )}
              <button
                type="button"
                class="icon-button"
                aria-label={`Withdraw the invitation of ${invitation.email}`}
                disabled={saving.busy}
                onClick={() => void withdraw(invitation)}
              >
                <Icon name="trash" />
              </button>
            </div>
          </li>
        ))}
      </ul>
      {inviting && (
        <InviteDialog
          vault={view.vault}
          onMade={(made) => {
            setLink(made);
            setInviting(false);
            onChanged();
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {adding?.account && (
        <AddDialog vault={view.vault} account={adding.account} role={adding.role} onChanged={onChanged} onClose={() => setAdding(null)} />
      )}
    </section>
  );
}
