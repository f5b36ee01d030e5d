// Puts one segment in the place of others of its epoch: merged, or without somebody's events. A database of its own makes it, so that nothing that is open elsewhere gets into it.
import type { SegmentDescription } from "@footfall/sealing/manifest";
import type { Secret } from "@footfall/sealing/wrapping";
import { Problem } from "../../api/http";
import type { Without } from "../engine/database/contentWriter";
import { openDatabase } from "../engine/database/database";
import { Joint } from "../engine/joint";
import { usualLimits } from "../engine/limits";
import { startOpeners } from "../engine/opening/pool";
import { noProgress } from "../engine/progress";
import type { SegmentContent } from "../engine/segments/content";
import { openSegmentFiles } from "../engine/segments/files";
import { type LiveSegment, listSegments } from "../engine/segments/list";
import { Shelf } from "../engine/segments/shelf";
import { migrations } from "../engine/tables/migrations";
import { startTables } from "../engine/tables/tables";
import type { CompactOptions } from "./compact";
import { putSegment } from "./put";

export type RewriteOptions = Pick<CompactOptions, "project" | "epochKeys" | "trust" | "writer" | "fetch" | "signal">;

export interface Rewritten {
  /** Null where there is nothing to change, or somebody else changed something meanwhile. */
  segment: string | null;
  /** How many events it has less than those that it stands for. */
  removed: number;
  moved: boolean;
}

const own = globalThis.fetch?.bind(globalThis);

/** All of `segments` are of one epoch. Without anything to leave out they are merged; with something, put anew only where it was in there. */
export const rewrite = async (options: RewriteOptions, segments: readonly LiveSegment[], without: Without): Promise<Rewritten> => {
  const before = segments.reduce((sum, { description }) => sum + description.rows, 0);
  const made = await contentOf(options, segments, without);
  const removed = before - made.rows;
  if (segments.length === 1 && removed === 0) return { segment: null, removed, moved: false };
  const segment = await put(options, segments, made);
  return { segment, removed, moved: segment === null };
};

const contentOf = async (
  { project, epochKeys, trust, fetch = own, signal }: RewriteOptions,
  segments: readonly LiveSegment[],
  without: Without,
): Promise<SegmentContent> => {
  const { id, ...rules } = project;
  const [database, tables, openers] = [openDatabase(), startTables(), startOpeners(id, epochKeys)];
  const progress = noProgress().segments;
  try {
    await database.call("start", { megabytes: usualLimits.databaseMegabytes, project: project.number });
    await tables.call("begin", rules);
    const files = await openSegmentFiles(id, fetch);
    const shelf = new Shelf({
      files,
      openers,
      database,
      secrets: trust.secrets,
      limits: usualLimits,
      progress,
      tell: () => undefined,
      ends: signal,
    });
    shelf.list({ live: [...segments], chains: new Map(), refused: [] });
    await shelf.need(undefined, signal);
    if (progress.refused.length > 0)
      throw new Problem(
        409,
        "A segment cannot be opened",
        "What cannot be read is not written anew.",
        null,
        "Undo it, or ask who made it.",
      );
    await new Joint(tables, database).mend();
    return await database.call("content", without, { signal });
  } finally {
    for (const part of [database, tables, openers]) part.end();
  }
};

const put = async (
  options: RewriteOptions,
  segments: readonly LiveSegment[],
  { content, rows, hours }: SegmentContent,
): Promise<string | null> => {
  const { project, trust, writer, fetch = own, signal } = options;
  const [{ epoch }] = segments as [LiveSegment];
  const { chains } = await listSegments(project.id, fetch, trust, signal);
  const chain = chains.get(epoch);
  const replaces = segments.map(({ manifest }) => manifest.segment);
  if (!chain || !replaces.every((id) => chain.live.has(id))) return null;
  const description: SegmentDescription = {
    form: "arrow",
    schema: migrations.length,
    storage: "",
    rows,
    firstHour: hours?.first ?? Math.min(...segments.map(({ description }) => description.firstHour)),
    lastHour: hours?.last ?? Math.max(...segments.map(({ description }) => description.lastHour)),
    envelopes: 0,
    consumed: "",
    replaces,
  };
  const secret = trust.secrets.get(epoch) as Secret;
  return putSegment({ project: project.id, chain, writer: writer(), secret, signal }, description, content, null);
};
