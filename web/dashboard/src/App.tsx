import { useEffect, useState } from "preact/hooks";
import { Problem, setCsrfToken, whenSignedOut } from "./api/http";
import { forgetAnswers } from "./api/query";
import { currentSession, setupNeeded, signOut } from "./api/session";
import type { Session } from "./api/types";
import { Failed } from "./controls/States";
import { Login } from "./pages/login/Login";
import { NeedsSetup } from "./pages/setup/NeedsSetup";
import { Setup } from "./pages/setup/Setup";
import { Routes } from "./Routes";
import { navigate, usePlace } from "./router";

type State = { at: "loading" } | { at: "guest" } | { at: "new" } | { at: "in"; session: Session } | { at: "failed"; error: Error };

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

export function App() {
  const [state, setState] = useState<State>({ at: "loading" });
  const { path, search } = usePlace();
  const look = (): void => void findSession().then(setState);
  useEffect(() => {
    // A refusal may be about one project only: whether the session has ended is asked, not assumed.
    whenSignedOut(look);
    look();
  }, []);

  const enter = (session: Session): void => {
    setState({ at: "in", session });
    if (path === "/login" || path === "/setup") navigate(new URLSearchParams(search).get("next") ?? "/", "replace");
  };
  const leave = async (): Promise<void> => {
    await signOut();
    setCsrfToken(null);
    forgetAnswers();
    setState({ at: "guest" });
    navigate("/login");
  };

  if (state.at === "loading") return <div class="boot" role="status" aria-label="Loading" />;
  if (state.at === "failed")
    return (
      <main class="boot">
        <Failed error={state.error} retry={look} />
      </main>
    );
  if (path === "/setup" && state.at !== "in") return <Setup onDone={enter} />;
  if (state.at === "new") return <NeedsSetup />;
  if (state.at === "guest") return <Login onDone={enter} />;
  return <Routes account={state.session.account} onLeave={leave} />;
}
