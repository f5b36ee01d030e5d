import type { Log } from "@footfall/sealing/membership";
import type { Project } from "../../api/types";
import { listEpochs } from "../../api/vaults";
import { hexOf, type Trust } from "../engine/segments/list";
import type { EpochKeys } from "../keys/epochs";
import { sawLog, seenLength } from "../keys/pins";
import { forgetVault, homeOf, required } from "../keys/ring";

/** What a project's segments are held against: its vault's members, and what this browser saw of its chains before. */
export function trustOf(project: Project, epochKeys: EpochKeys): Trust {
  const { account } = required();
  const slot = (epoch: string): string => `${project.id}.${epoch}`;
  return {
    members: async (fresh): Promise<Log> => {
      if (fresh && project.vault) forgetVault(project.vault);
      return (await homeOf(project)).log;
    },
    secrets: new Map([...epochKeys].map(([epoch, { secret }]) => [epoch, secret])),
    seen: (epoch) => seenLength(account, slot(epoch)),
    saw: (epoch, seen) => sawLog(account, slot(epoch), seen),
    isOver: async (epoch) => {
      const { items } = await listEpochs(project.id);
      return !items.some(({ id, sealed_key }) => sealed_key !== null && hexOf(id) === epoch);
    },
  };
}
