// What whoever has a sealed project open does for it: compacts what has come, and takes back what somebody made wrongly.
import { toBase64Url } from "@footfall/sealing/bytes";
import type { Writer } from "@footfall/sealing/chain";
import { undoSegment } from "@footfall/sealing/segment";
import { Problem, send } from "../../api/http";
import type { Project } from "../../api/types";
import { type Compacted, compact, compactIfDue } from "../compaction/compact";
import { type Erased, erase, type Person, type Receipt, receiptOf } from "../compaction/erase";
import type { Progress } from "../engine/progress";
import type { Reader } from "../engine/reader";
import { type LiveSegment, listSegments, type Trust } from "../engine/segments/list";
import type { EpochKeys } from "../keys/epochs";
import { homeOf, required } from "../keys/ring";
import type { SealedProject } from "../types";

/** A segment as a person is shown it. */
export interface SegmentView {
  id: string;
  by: string;
  madeAt: number;
  rows: number;
  /** Of the first and the last event, milliseconds since 1970. */
  from: number;
  to: number;
  merges: number;
  form: LiveSegment["description"]["form"];
  canBeUndone: boolean;
}

export interface Upkeep {
  /** False for viewers: the server takes no segments of theirs, and no reader believes one. */
  mayCompact: boolean;
  mayUndo: boolean;
  segments: (signal: AbortSignal) => Promise<SegmentView[]>;
  compact: (onProgress: (progress: Compacted) => void, signal: AbortSignal) => Promise<Compacted>;
  /** Does nothing where little waits, or where another tab is at it. */
  compactIfDue: (signal: AbortSignal) => Promise<void>;
  undo: (segment: string, signal: AbortSignal) => Promise<void>;
  /** People are known in identified projects only. */
  mayErase: boolean;
  /** The receipt goes into the audit log as well. */
  erase: (
    person: Person,
    onStep: (segment: number, of: number) => void,
    signal: AbortSignal,
  ) => Promise<{ erased: Erased; receipt: Receipt }>;
}

const HOUR = 3_600_000;
const GRACE = 7 * 24 * HOUR;

interface Parts {
  project: Project;
  rules: SealedProject & { id: string };
  reader: Reader;
  epochKeys: EpochKeys;
  trust: Trust;
  progress: () => Progress | null;
}

export async function openUpkeep({ project, rules, reader, epochKeys, trust, progress }: Parts): Promise<Upkeep> {
  const { role } = await homeOf(project);
  const writer = (): Writer => {
    const { account, keys } = required();
    return { account, key: keys.sign, now: Date.now() };
  };
  const ask = globalThis.fetch.bind(globalThis);
  const options = { project: rules, epochKeys, trust, writer, reader };
  const mayUndo = role === "owner" || role === "admin";
  return {
    mayCompact: role !== "viewer",
    mayUndo,
    segments: async (signal) => {
      const { live } = await listSegments(project.id, ask, trust, signal);
      const { people } = await homeOf(project);
      return live.map((segment) => viewOf(segment, people)).sort((one, other) => other.madeAt - one.madeAt);
    },
    compact: (onProgress, signal) => alone(project.id, () => compact({ ...options, onProgress, signal })),
    compactIfDue: async (signal) => {
      const { events = 0, messages = 0 } = progress() ?? {};
      if (messages > 0) await aloneOrNot(project.id, () => compactIfDue({ ...options, signal }, events / messages));
    },
    mayErase: mayUndo && project.identity === "identified",
    erase: (person, onStep, signal) =>
      alone(project.id, async () => {
        const all = { ...options, onStep, signal };
        const erased = await erase(all, person);
        const receipt = await receiptOf(all, erased);
        if (erased.events > 0) await send("POST", `/api/v1/projects/${project.id}/erasures`, receipt, { signal });
        return { erased, receipt };
      }),
    undo: async (segment, signal) => {
      await undo(project.id, segment, trust, writer(), signal);
      // What it stood for is read again.
      await reader.catchUp(signal);
    },
  };
}

const viewOf = ({ manifest, description }: LiveSegment, people: Map<string, { name: string }>): SegmentView => ({
  id: manifest.segment,
  by: people.get(manifest.by)?.name || manifest.by,
  madeAt: manifest.time,
  rows: description.rows,
  from: description.firstHour * HOUR,
  to: (description.lastHour + 1) * HOUR,
  merges: description.replaces.length,
  form: description.form,
  canBeUndone: Date.now() - manifest.time < GRACE,
});

async function undo(project: string, segment: string, trust: Trust, writer: Writer, signal: AbortSignal): Promise<void> {
  const { chains } = await listSegments(project, globalThis.fetch.bind(globalThis), trust, signal);
  const chain = [...chains.values()].find(({ live }) => live.has(segment));
  if (!chain)
    throw new Problem(
      409,
      "The segment does not count any more",
      "Somebody merged or undid it meanwhile.",
      null,
      "Look at the list again.",
    );
  const { entry, signature } = await undoSegment(chain, writer, segment);
  const body = { manifest: toBase64Url(new TextEncoder().encode(entry)), signature: toBase64Url(signature) };
  await send("DELETE", `/api/v1/projects/${project}/segments/${segment}`, body, { signal });
}

const lockOf = (project: string): string => `footfall-compaction/${project}`;

/** One tab of a browser at a time: two would only be in each other's way. */
const alone = <T>(project: string, work: () => Promise<T>): Promise<T> => navigator.locks.request(lockOf(project), work) as Promise<T>;

const aloneOrNot = async (project: string, work: () => Promise<unknown>): Promise<void> => {
  await navigator.locks.request(lockOf(project), { ifAvailable: true }, (lock) => (lock ? work() : undefined));
};
