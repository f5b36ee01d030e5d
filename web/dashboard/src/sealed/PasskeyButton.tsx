import { listPasskeys } from "../api/passkeys";
import { currentSession } from "../api/session";
import { useAsked } from "../api/useAnswer";
import { FormError } from "../controls/States";
import { useSaving } from "../controls/useSaving";
import { passkeysWork } from "./account/passkeysWork";

/** Opens the keys by a passkey, for whoever has one. */
export function PasskeyButton() {
  const passkeys = useAsked(passkeysWork() ? "passkeys to unlock by" : null, listPasskeys);
  const saving = useSaving();
  const open = (): Promise<boolean> =>
    saving.run(async () => {
      const { openByPasskey } = await import("./account/passkeys");
      const { hold } = await import("./keys/ring");
      const { account } = await currentSession();
      hold(account.id, await openByPasskey(account.id));
    });
  if (!passkeys.value?.items.length) return null;
  return (
    <>
      <FormError error={saving.error} />
      <button type="button" class="button" disabled={saving.busy} onClick={() => void open()}>
        Use a passkey
      </button>
    </>
  );
}
