import { useState } from "preact/hooks";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { Person, VaultView } from "../../sealed/members/people";
import { RoleField } from "./RoleField";

interface Props {
  view: VaultView;
  person: Person;
  onChanged: () => void;
  onClose: () => void;
}

export function RoleDialog({ view: { vault }, person, onChanged, onClose }: Props) {
  const [role, setRole] = useState(person.role);
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const changes = await import("../../sealed/members/changes");
    const { required } = await import("../../sealed/keys/ring");
    if (!(await saving.run(() => changes.setRole(required(), vault, person.account, role)))) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog title={`Role of ${person.name}`} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <RoleField mine={vault.role} value={role} onChange={setRole} />
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || role === person.role}>
            Change the role
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
