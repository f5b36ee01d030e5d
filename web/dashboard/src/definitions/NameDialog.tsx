import { useState } from "preact/hooks";
import { Dialog } from "../controls/Dialog";
import { FormError } from "../controls/States";
import { useSaving } from "../controls/useSaving";

interface Props {
  title: string;
  /** As it is called so far. */
  name?: string;
  /** What a tick beside the name would replace it by, in words; none: there is nothing to tick. */
  update?: string | null;
  onSave: (name: string, update: boolean) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for a name, and says there what the one who keeps names refuses. */
export function NameDialog({ title, name = "", update = null, onSave, onClose }: Props) {
  const [typed, setTyped] = useState(name);
  const [updates, setUpdates] = useState(false);
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await saving.run(() => onSave(typed.trim(), updates))) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="definition-name">Name</label>
          <input
            id="definition-name"
            class="input"
            required
            maxLength={200}
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {update && (
          <label class="choice">
            <input type="checkbox" checked={updates} onChange={(event) => setUpdates(event.currentTarget.checked)} />
            <span>
              <strong>{update}</strong>
            </span>
          </label>
        )}
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || typed.trim() === ""}>
            Save
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
