import { useEffect, useRef } from "preact/hooks";
import type { Account } from "../../api/types";
import { CopyBox } from "../../controls/Copy";
import { Note } from "../../controls/States";
import "./sheet.css";

interface Props {
  account: Account;
  text: string;
  onKept: () => void;
}

/** The recovery key, to be printed. It is in this page's memory only, and gone when the page is left. */
export function RecoverySheet({ account, text, onKept }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="stack">
      <div class="sheet">
        <h3 ref={title} tabIndex={-1}>
          Footfall recovery key
        </h3>
        <dl class="facts">
          <div>
            <dt>Account</dt>
            <dd>{account.email}</dd>
          </div>
          <div>
            <dt>Server</dt>
            <dd>{location.origin}</dd>
          </div>
          <div>
            <dt>Made on</dt>
            <dd>{new Date().toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" })}</dd>
          </div>
        </dl>
        <p class="sheet-key" data-recovery-key>
          {text.split("-").map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </p>
        <p class="muted">
          Keep it where you keep papers that matter. Whoever has it and the address can open the account. To use it, choose “Lost your
          password?” where you sign in.
        </p>
      </div>
      <Note kind="warn">It is shown this once. The server has never seen it.</Note>
      <CopyBox label="Recovery key" text={text} />
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={() => print()}>
          Print the sheet
        </button>
        <button type="button" class="button" onClick={onKept}>
          I have kept it
        </button>
      </div>
    </div>
  );
}
