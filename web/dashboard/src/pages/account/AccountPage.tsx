import type { Account } from "../../api/types";

/** Who is signed in, and how their password is kept. */
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
      <section class="card card-pad">
        <div class="section-head">
          <h2>How your password is kept</h2>
        </div>
        <p class="muted">
          Not at all. This browser stretches it with Argon2id (64 MiB, three passes), derives a login key from the result, and sends only
          that; the server keeps a hash of the key. So neither the server nor anybody who copies its database can read your password, and
          nobody can send it to you.
        </p>
      </section>
    </div>
  );
}
