import { useState } from "preact/hooks";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { navigate } from "../../router";
import { Unlock } from "../../sealed/Unlock";
import { useRing } from "../../sealed/useRing";

export function NewOrganisation({ onClose }: { onClose: () => void }) {
  const { ring, unlocked } = useRing();
  const [name, setName] = useState("");
  const saving = useSaving();
  const submit = (event: Event): void => {
    event.preventDefault();
    void saving.run(async () => {
      if (ring) navigate(`/vaults/${(await ring.organisation(name.trim())).id}`);
    });
  };
  return (
    <Dialog title="New organisation" onClose={onClose}>
      {ring && !unlocked && <Unlock purpose="An organisation’s first keys are made in this browser." />}
      {unlocked && (
        <form class="form" onSubmit={submit}>
          <div class="field">
            <label for="organisation-name">Name</label>
            <input
              id="organisation-name"
              class="input"
              required
              maxLength={100}
              autocomplete="off"
              aria-describedby="organisation-hint"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <p id="organisation-hint" class="hint">
              The server reads this name, and who belongs to it. It reads nothing of what the projects receive.
            </p>
          </div>
          <FormError error={saving.error} />
          <div class="form-actions">
            <button type="submit" class="button button-main" disabled={saving.busy}>
              Create the organisation
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
