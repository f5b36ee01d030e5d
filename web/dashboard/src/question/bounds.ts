import type { Project } from "../api/types";

/** Where a visitor is known for one day only, so that numbers of people over more days count them again each day. */
export const forgetsVisitors = ({ mode, identity }: Pick<Project, "mode" | "identity">): boolean =>
  mode === "anonymous" || (mode === "sealed" && identity !== "identified");
