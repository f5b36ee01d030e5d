import type { Account } from "../../api/types";
import { passkeysWork } from "../../sealed/account/passkeysWork";
import { DisplaySection } from "./DisplaySection";
import { FingerprintSection } from "./FingerprintSection";
import { PasskeySection } from "./PasskeySection";
import { PasswordSection } from "./PasswordSection";
import { RecoverySection } from "./RecoverySection";

/** Who is signed in, their password, and what helps when it is lost. */
export function AccountPage({ account, onLeave }: { account: Account; onLeave: () => Promise<void> }) {
  return (
    <div class="narrow stack">
      <header class="page-head">
        <div>
          <h1>Account</h1>
        </div>
      </header>
      <section class="card card-pad">
        <dl class="facts">
          <div>
            <dt>Name</dt>
            <dd>{account.name}</dd>
          </div>
          <div>
            <dt>E-mail</dt>
            <dd>{account.email}</dd>
          </div>
          <div>
            <dt>Role</dt>
            <dd>{account.is_owner ? "Owner of this server and of all its projects" : "Member"}</dd>
          </div>
        </dl>
        <div class="form-actions account-actions">
          <button type="button" class="button" onClick={() => void onLeave()}>
            Sign out
          </button>
        </div>
      </section>
      <DisplaySection />
      <FingerprintSection />
      <PasswordSection account={account} />
      <RecoverySection account={account} />
      {passkeysWork() && <PasskeySection account={account} />}
    </div>
  );
}
