import { createHmac, randomBytes } from "node:crypto";
import * as vscode from "vscode";

const secretName = "footfall.project-key";

/** The key of the hashes, made once and kept where VS Code keeps secrets. Without it nobody can try which folder a hash stands for. */
export const projectKey = async (secrets: vscode.SecretStorage): Promise<Buffer> => {
  const kept = await secrets.get(secretName);
  if (kept) return Buffer.from(kept, "base64");
  const key = randomBytes(32);
  await secrets.store(secretName, key.toString("base64"));
  return key;
};

/** What a project is called: by its owner's label, else by 40 bits of a keyed hash of its folder. Files outside of any folder are of no project. */
export const projectOf = (file: vscode.Uri, key: Buffer): string | undefined => {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (!folder) return undefined;
  const label = vscode.workspace.getConfiguration("footfall", folder.uri).get<string>("label")?.trim();
  return label || `project-${createHmac("sha256", key).update(folder.uri.toString()).digest("hex").slice(0, 10)}`;
};
