import { useState } from "preact/hooks";
import { openLink } from "../api/shared";
import { FormError } from "../controls/States";
import { useSaving } from "../controls/useSaving";
import { PasswordField } from "../pages/login/PasswordField";
import "../pages/login/guest.css";

export function PasswordForm({ slug, onOpened }: { slug: string; onOpened: () => void }) {
  const [password, setPassword] = useState("");
  const saving = useSaving();
  const open = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await saving.run(() => openLink(slug, password))) onOpened();
  };
  return (
    <section class="card card-pad share-password" aria-labelledby="share-password-title">
      <h2 id="share-password-title">This link has a password</h2>
      <form class="form" onSubmit={(event) => void open(event)}>
        <PasswordField value={password} onChange={setPassword} autocomplete="current-password" />
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || password === ""}>
            Open
          </button>
        </div>
      </form>
    </section>
  );
}
