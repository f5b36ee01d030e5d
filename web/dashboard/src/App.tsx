import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { Problem, setCsrfToken, whenSignedOut } from "./api/http";
import { isOutage, whenBack } from "./api/outage";
import { forgetAnswers } from "./api/query";
import { currentSession, setupNeeded, signOut } from "./api/session";
import type { Session } from "./api/types";
import { later } from "./controls/later";
import { Failed } from "./controls/States";
import { Login } from "./pages/login/Login";
import { NeedsSetup } from "./pages/setup/NeedsSetup";
import { Setup } from "./pages/setup/Setup";
import { Routes } from "./Routes";
import { navigate, usePlace } from "./router";
import { lockKeys } from "./sealed/openKeys";
import { OutageBar } from "./shell/OutageBar";

const InvitationPage = later("invitation", async () => (await import("./pages/invitation/InvitationPage")).InvitationPage);
const Recover = later("recover", async () => (await import("./pages/login/Recover")).Recover);

type State =
  | { at: "loading" }
  | { at: "guest"; ended?: boolean }
  | { at: "new" }
  | { at: "in"; session: Session }
  | { at: "failed"; error: Error };

/** Who is here decides first; only then the address. */
async function findSession(): Promise<State> {
  try {
    return { at: "in", session: await currentSession() };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) return { at: "failed", error: error as Error };
  }
  const setup = await setupNeeded().catch(() => ({ needed: false })); // from afar the answer is refused: then somebody can sign in already
  return { at: setup.needed ? "new" : "guest" };
}

/**
 * Whoever was signed in and is no longer is told so, also when several requests find it out one after the other. Away
 * from the server, the page stays as it is.
 */
function settle(old: State, found: State): State {
  if (old.at === "in" && found.at === "guest") return { at: "guest", ended: true };
  const stays = (old.at === "guest" && found.at === "guest") || (old.at === "in" && found.at === "failed");
  return stays ? old : found;
}

export function App() {
  const [state, setState] = useState<State>({ at: "loading" });
  const { path, search } = usePlace();
  const [broken, mend] = useErrorBoundary((error) => console.error(error));
  const look = (): void => void findSession().then((found) => setState((old) => settle(old, found)));
  useEffect(() => {
    // A refusal may be about one project only: whether the session has ended is asked, not assumed.
    whenSignedOut(look);
    look();
  }, []);
  useEffect(() => {
    // Whoever is signed in no more must not leave keys behind in the page.
    if (state.at === "guest" || state.at === "new") void lockKeys();
  }, [state.at]);
  // Another address is another page, which may well be whole.
  useEffect(mend, [path, search]);
  const failure = state.at === "failed" ? state.error : null;
  useEffect(() => (isOutage(failure) ? whenBack(failure, look) : undefined), [failure]);

  const enter = (session: Session): void => {
    forgetAnswers(); // they may have been another account's
    setState({ at: "in", session });
    if (path === "/login" || path === "/setup" || path === "/recover") navigate(new URLSearchParams(search).get("next") ?? "/", "replace");
  };
  const leave = async (): Promise<void> => {
    await signOut();
    setCsrfToken(null);
    forgetAnswers();
    setState({ at: "guest" });
    navigate("/login");
  };

  const page = () => {
    if (state.at === "loading") return <div class="boot" role="status" aria-label="Loading" />;
    if (broken || state.at === "failed")
      return (
        <main class="boot">
          <Failed error={broken ?? failure} retry={broken ? mend : look} />
        </main>
      );
    if (path === "/setup" && state.at !== "in") return <Setup onDone={enter} />;
    if (state.at === "new") return <NeedsSetup />;
    if (path === "/invitation") return <InvitationPage account={state.at === "in" ? state.session.account : null} onDone={enter} />;
    if (path === "/recover" && state.at === "guest") return <Recover onDone={enter} />;
    if (state.at === "guest") return <Login ended={state.ended ?? false} onDone={enter} />;
    return <Routes account={state.session.account} onLeave={leave} />;
  };
  return (
    <>
      {page()}
      <OutageBar />
    </>
  );
}
