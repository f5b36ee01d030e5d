import { createProject } from "../../api/projects";
import type { Project } from "../../api/types";
import { newEpoch } from "../keys/epochs";
import { personalVault, vault } from "../keys/ring";

export interface SealedForm {
  name: string;
  domains: string[];
  timezone: string;
  identity: "anonymous" | "identified";
  /** Empty: the account's own. */
  vault: string;
}

/** Makes a sealed project. Its id and its first key are made here, because the statement that the tracker checks names both. */
export async function createSealedProject(form: SealedForm): Promise<Project> {
  const home = form.vault ? await vault(form.vault) : await personalVault("Personal");
  const id = crypto.randomUUID();
  const epoch = await newEpoch(home, id);
  return createProject({ ...form, id, mode: "sealed", vault: home.id, epoch });
}
