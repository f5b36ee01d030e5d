import { unsubscribe } from "../../api/notices";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { GuestFrame } from "../login/GuestFrame";

/** Where the link of a letter leads. A click is asked for, because mail programs look at links by themselves. */
export function UnsubscribePage({ query }: { query: string }) {
  const saving = useSaving();
  const address = new URLSearchParams(query).get("address") ?? "this address";
  if (saving.done)
    return (
      <GuestFrame title="Nothing more is sent" lead={`${address} gets no more of these letters.`}>
        {null}
      </GuestFrame>
    );
  return (
    <GuestFrame title="No more of these letters?" lead={`They are sent to ${address}.`}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void saving.run(() => unsubscribe(query));
        }}
      >
        <FormError error={saving.error} />
        <button type="submit" class="button button-main" disabled={saving.busy}>
          End them
        </button>
      </form>
    </GuestFrame>
  );
}
