import { useState } from "preact/hooks";
import { Dialog } from "./Dialog";
import { FormError } from "./States";
import { useSaving } from "./useSaving";

interface Props {
  title: string;
  text: string;
  /** What has to be typed before the button works; for what cannot be undone. */
  word?: string;
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function Confirm({ title, text, word, action, onConfirm, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await saving.run(onConfirm)) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <p>{text}</p>
        {word && (
          <div class="field">
            <label for="confirm-word">
              Type <strong>{word}</strong> to go on
            </label>
            <input
              id="confirm-word"
              class="input"
              autocomplete="off"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
        )}
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-bad" disabled={saving.busy || (word !== undefined && typed !== word)}>
            {action}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
