import { GuestFrame } from "../login/GuestFrame";

/** Somebody came by the plain address before the owner's account was made. */
export function NeedsSetup() {
  return (
    <GuestFrame
      title="This server has no owner yet"
      lead="It printed a set-up link when it started. The link works once, for an hour, from the machine itself."
    >
      <div class="stack">
        <p>Open the link from the server’s output. If it has expired, ask the server for another one:</p>
        <div class="copy-box">
          <pre>footfall setup-link</pre>
        </div>
      </div>
    </GuestFrame>
  );
}
