import type { Project } from "../../api/types";
import { later } from "../../controls/later";

/** Its code opens the project, and is loaded with that. */
export const Compaction = later<{ project: Project }>("compaction", async () => {
  const [{ SealedGate }, { Segments }] = await Promise.all([import("../../sealed/SealedGate"), import("../../sealed/upkeep/Segments")]);
  return ({ project }) => <SealedGate project={project}>{() => <Segments project={project} />}</SealedGate>;
});
