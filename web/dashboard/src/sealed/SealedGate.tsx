import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { removeAnswerer, setAnswerer } from "../api/answerers";
import { forgetAnswers } from "../api/query";
import type { Project } from "../api/types";
import { quietly } from "../controls/later";
import { Failed } from "../controls/States";
import { FirstNumbers } from "./FirstNumbers";
import type { Opening, OpenProject } from "./project/open";
import { removeOpened, setOpened } from "./project/opened";
import { Unlock } from "./Unlock";
import { Unreadable } from "./Unreadable";
import { whenIdle } from "./upkeep/whenIdle";
import { useRing } from "./useRing";
import "./sealed.css";

const Trackers = quietly("trackers", async () => (await import("./guard/Trackers")).Trackers);

export interface GateProps {
  project: Project;
  /** The project with the day of its first event, which the server does not know. */
  children: (project: Project, onChanged: () => void) => ComponentChildren;
}

type State =
  | { at: "opening"; opening: Opening | null }
  | { at: "open"; project: OpenProject; firstEventAt: string | null }
  | { at: "failed"; error: Error };

/** Before the pages of a sealed project: unlocks the keys, fetches and opens what the server keeps, and then answers in the server's place. */
export function SealedGate({ project, children }: GateProps) {
  const { ring, unlocked } = useRing();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ at: "opening", opening: null });
  const [stopped, setStopped] = useState(false);
  useEffect(() => {
    if (!ring || !unlocked || stopped) return undefined;
    const leaving = new AbortController();
    let opened: OpenProject | null = null;
    let endUpkeep: () => void = () => undefined;
    setState({ at: "opening", opening: null });
    const begin = async (): Promise<void> => {
      const { openProject } = await import("./project/open");
      const keys = await ring.epochKeys(project);
      opened = await openProject(
        project,
        keys,
        (opening) => !leaving.signal.aborted && setState({ at: "opening", opening }),
        leaving.signal,
      );
      if (leaving.signal.aborted) return opened.close();
      const firstEventAt = await opened.answerer.firstEventAt(leaving.signal);
      forgetAnswers();
      setAnswerer(project.id, opened.answerer);
      setOpened(project.id, opened);
      if (opened.upkeep.mayCompact) endUpkeep = keepUp(opened, leaving.signal);
      setState({ at: "open", project: opened, firstEventAt });
    };
    begin().catch((error: Error) => !leaving.signal.aborted && setState({ at: "failed", error }));
    return () => {
      leaving.abort();
      endUpkeep();
      if (opened) {
        removeOpened(project.id, opened);
        removeAnswerer(project.id, opened.answerer);
        forgetAnswers();
        opened.close();
      }
    };
  }, [ring, unlocked, stopped, attempt, project.id]);

  if (!ring) return null;
  if (!unlocked) return <Unlock purpose={`What ${project.name} received can be read here once your keys are open.`} />;
  if (stopped) return <Stopped onGoOn={() => setStopped(false)} />;
  if (state.at === "failed") return <Failed error={state.error} retry={() => setAttempt(attempt + 1)} />;
  if (state.at === "opening") return <OpeningCard project={project} opening={state.opening} onStop={() => setStopped(true)} />;
  const lookAgain = (): void =>
    void state.project.answerer.firstEventAt().then(
      (firstEventAt) => setState((now) => (now === state ? { ...state, firstEventAt } : now)),
      () => undefined, // it is looked for again with the next thing that comes
    );
  return (
    <>
      <Unreadable project={state.project} />
      <Trackers project={state.project} />
      {children({ ...project, first_event_at: state.firstEventAt }, lookAgain)}
    </>
  );
}

/** Compacts by itself while nobody is at the page. What goes wrong then is tried again later; the settings page tells why. */
const keepUp = ({ upkeep }: OpenProject, signal: AbortSignal): (() => void) =>
  whenIdle(() => upkeep.compactIfDue(signal).catch((error: Error) => console.warn(error.message)));

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function OpeningCard({ project, opening, onStop }: { project: Project; opening: Opening | null; onStop: () => void }) {
  const { progress, first } = opening ?? {};
  return (
    <section class="card card-pad opening" aria-labelledby="opening-title">
      <div class="section-head">
        <h2 id="opening-title">Opening {project.name}</h2>
        <button type="button" class="button button-small" onClick={onStop}>
          Stop
        </button>
      </div>
      <p role="status" class="muted">
        {progress
          ? `${progress.messages.toLocaleString("en")} messages with ${progress.events.toLocaleString("en")} events opened; ${megabytes(progress.bytes)} fetched, ${megabytes(progress.cachedBytes)} of them from this browser’s own sealed copy.`
          : "Opening the vault and asking for what is sealed to it…"}
      </p>
      <div class="opening-bar" aria-hidden="true" />
      {first && <FirstNumbers numbers={first} />}
    </section>
  );
}

function Stopped({ onGoOn }: { onGoOn: () => void }) {
  return (
    <section class="card card-pad opening">
      <p>Opening was stopped. What was fetched is kept, sealed, in this browser.</p>
      <button type="button" class="button button-main" onClick={onGoOn}>
        Go on
      </button>
    </section>
  );
}
