import { useEffect, useState } from "preact/hooks";
import { type DefinitionKind, type Definitions, listDefinitions } from "../api/definitions";
import type { Project } from "../api/types";
import { type Asked, useAsked } from "../api/useAnswer";

const FRESH_MS = 30_000;

interface Kept {
  at: number;
  list: Promise<Definitions<DefinitionKind>>;
}

const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();

function listed<K extends DefinitionKind>(project: Project, kind: K): Promise<Definitions<K>> {
  const key = `${project.id} ${kind}`;
  const known = kept.get(key);
  if (known && Date.now() - known.at < FRESH_MS) return known.list as Promise<Definitions<K>>;
  const list = listDefinitions(project, kind);
  kept.set(key, { at: Date.now(), list: list as Promise<Definitions<DefinitionKind>> });
  list.catch(() => kept.delete(key));
  return list;
}

/** To be said after each change: whatever shows definitions of the kind reads them anew. */
export function definitionsChanged(project: Project, kind: DefinitionKind): void {
  kept.delete(`${project.id} ${kind}`);
  for (const listener of listeners) listener();
}

/** The definitions of a kind, read once for all that show them. */
export function useDefinitions<K extends DefinitionKind>(project: Project, kind: K): Asked<Definitions<K>> {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const listener = (): void => setVersion((old) => old + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return useAsked(`definitions ${project.id} ${kind} ${version}`, () => listed(project, kind));
}
