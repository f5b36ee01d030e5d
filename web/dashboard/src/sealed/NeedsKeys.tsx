import type { ComponentChildren } from "preact";
import type { Project } from "../api/types";
import { Skeleton } from "../controls/States";
import { Unlock } from "./Unlock";
import { useRing } from "./useRing";

/** Of a sealed project, asks for the keys before what needs them is shown. */
export function NeedsKeys({ project, purpose, children }: { project: Project; purpose: string; children: ComponentChildren }) {
  const { ring, unlocked } = useRing();
  if (project.mode !== "sealed" || unlocked) return <>{children}</>;
  return ring ? <Unlock purpose={purpose} /> : <Skeleton rows={3} />;
}
