import { fromBase64Url } from "@footfall/sealing/bytes";
import type { Answerer } from "../../api/answerers";
import { listDefinitions } from "../../api/definitions";
import { listGoals } from "../../api/goals";
import { LiveConnection, type LiveEnvelope, type LiveState, notYetLive } from "../../api/live";
import type { Answer } from "../../api/query";
import type { Project } from "../../api/types";
import { askSealed, type Means, periodOf } from "../answer/ask";
import type { ContentsMeans } from "../answer/contents";
import { Plans } from "../answer/plans";
import { reportSealed } from "../answer/reports";
import { expandIn, namesSegments } from "../answer/segments";
import type { SealedRecord } from "../engine/fetching/records";
import type { Reader } from "../engine/reader";
import { contentsOf, type Reach } from "./contents";

const HOUR = 3_600_000;
/** Envelopes that come together are opened together. */
const GATHER_MS = 250;
const MINUTE = 60_000;
const SHOWN = 60;

/** Answers in the server's place: the server plans without knowing a word of the question, and the reader runs what it planned. */
export function sealedAnswerer(project: Project, reader: Reader, ends: AbortSignal): Answerer {
  const plans = new Plans(project.id);
  const run: ContentsMeans["run"] = (sql, parameters, signal, period) => reader.run(sql, parameters, signal, period);
  const reach: Reach = {
    since: () => reader.since(),
    until: () => reader.until(),
    periodOf: async (range, signal) => {
      if (range === "all" || reader.since() === null) return undefined;
      const question = { site_id: project.id, metrics: ["visitors"], date_range: range };
      return periodOf((await plans.plan({ question, goals: [] }, signal)).shape);
    },
  };
  const contents = contentsOf(project, { plan: (request, signal) => plans.contents(request, signal), run }, reach, ends);
  /** The server plans by filters alone: what a segment stands for is known here. */
  const written = async <T>(asked: T): Promise<T> =>
    namesSegments(asked) ? expandIn(asked, (await listDefinitions(project, "segment")).items) : asked;
  return {
    ...contents,
    ask: async (question, signal): Promise<Answer> => {
      const goals = (await listGoals(project)).items;
      const answer = await askSealed(
        await written(question),
        { goals, firstDay: contents.firstDay, plan: (request, end) => plans.plan(request, end), run: run as Means["run"] },
        signal,
      );
      return answer as unknown as Answer;
    },
    report: async (kind, question, signal) => {
      const goals = (await listGoals(project)).items;
      const means = { goals, firstDay: contents.firstDay, plan: plans.report.bind(plans), run: run as Means["run"] };
      return reportSealed(kind, await written(question), means, signal);
    },
    follow: (onChange) => follow(project, reader, contents, onChange),
  };
}

type Contents = ReturnType<typeof contentsOf>;

/** Envelopes are opened as they come; what is shown of them is asked for as of an open project. */
function follow(project: Project, reader: Reader, contents: Contents, onChange: (state: LiveState) => void): () => void {
  let state = notYetLive;
  let waiting: SealedRecord[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const show = (change: Partial<LiveState>): void => {
    state = { ...state, ...change };
    if (!closed) onChange(state);
  };
  const look = async (beat: number): Promise<void> => {
    const [{ visitors }, { items }] = await Promise.all([contents.readRealtime(), contents.recentEvents(SHOWN)]);
    show({ visitorsNow: visitors, events: items, beat: state.beat + beat });
  };
  const settle = (work: Promise<void>): void => {
    // The stream goes on; what was missed is caught up with when it begins again.
    work.catch((error: Error) => !closed && console.warn(error.message));
  };
  const open = async (): Promise<void> => {
    const arrived = waiting;
    waiting = [];
    await reader.append(arrived);
    await look(1);
  };
  const connection = new LiveConnection(project.id, ({ by, revoked }) => show({ by, revoked }), {
    began: () => settle(reader.catchUp().then(() => look(0))),
    arrived: (envelope) => {
      waiting.push(recordOf(envelope));
      clearTimeout(timer);
      timer = setTimeout(() => settle(open()), GATHER_MS);
    },
  });
  // Who was here five minutes ago is here no more, though nothing came.
  const ticks = setInterval(() => settle(look(0)), MINUTE);
  return () => {
    closed = true;
    clearTimeout(timer);
    clearInterval(ticks);
    connection.close();
  };
}

const recordOf = ({ seq, epoch, hour, bytes, note }: LiveEnvelope): SealedRecord => ({
  seq,
  hour: Date.parse(hour) / HOUR,
  epoch: Array.from(fromBase64Url(epoch), (byte) => byte.toString(16).padStart(2, "0")).join(""),
  note: fromBase64Url(note),
  envelope: fromBase64Url(bytes),
});
