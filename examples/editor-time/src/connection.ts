import { join } from "node:path";
import { AnalyticsClient } from "@footfall/client";
import * as vscode from "vscode";
import type { Happening } from "./minutes";

const read = (name: string): string => vscode.workspace.getConfiguration("footfall").get<string>(name)?.trim() ?? "";

/** The client for the settings as they are, or nothing where they are not complete. */
export const connect = (storage: vscode.Uri, output: vscode.OutputChannel): AnalyticsClient | undefined => {
  const [apiBaseUrl, key, pin] = [read("server"), read("key"), read("pin")];
  if (!apiBaseUrl || !key || !pin) return undefined;
  return new AnalyticsClient({
    ...{ apiBaseUrl, key, pin },
    mode: "sealed",
    // A batch an hour or so: when somebody works is nobody's business but theirs, and the server sees when envelopes come.
    flushIntervalMs: 300_000,
    offlineDirectory: join(storage.fsPath, "waiting"),
    debug: true,
    log: (line) => output.appendLine(line),
  });
};

export const tell = (client: AnalyticsClient, { name, project, edits }: Happening): void =>
  client.trackEvent(name, { project, edits }, { ...(name === "editor.focus" && { durationMs: 60_000 }) });
