import type { AnalyticsClient } from "@footfall/client";
import * as vscode from "vscode";
import { watchCommits } from "./commits";
import { connect, tell } from "./connection";
import { type Happening, Minutes } from "./minutes";
import { projectKey, projectOf } from "./project";

const pausedName = "footfall.paused";

let client: AnalyticsClient | undefined;

export const activate = async (context: vscode.ExtensionContext): Promise<void> => {
  const key = await projectKey(context.secrets);
  const output = vscode.window.createOutputChannel("Footfall");
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  status.command = "footfall.show";
  const minutes = new Minutes(vscode.window.state.focused);
  let counted = 0;

  const paused = () => context.globalState.get(pausedName) === true;
  const show = () => {
    status.text = client ? (paused() ? "$(watch) paused" : `$(watch) ${counted} min`) : "$(watch) not set up";
    const failure = client?.status().failure;
    status.tooltip = failure ? `Footfall: the server is away (${failure}); what is recorded waits.` : "Footfall: show what would be sent";
    status.show();
  };
  const begin = async () => {
    const before = client;
    client = connect(context.globalStorageUri, output);
    show();
    await before?.shutdown();
  };
  const record = (happening: Happening) => {
    if (!client || paused()) return;
    if (happening.name === "editor.focus") counted++;
    tell(client, happening);
  };
  const withProject = (file: vscode.Uri | undefined, work: (project: string) => void) => {
    const project = file?.scheme === "file" ? projectOf(file, key) : undefined;
    if (project !== undefined) work(project);
  };
  const use = (editor: vscode.TextEditor | undefined) => withProject(editor?.document.uri, (project) => minutes.use(project));

  await begin();
  use(vscode.window.activeTextEditor);
  const timer = setInterval(() => {
    for (const happening of minutes.end()) record(happening);
    show();
  }, 60_000);
  context.subscriptions.push(
    output,
    status,
    { dispose: () => clearInterval(timer) },
    vscode.window.onDidChangeWindowState(({ focused }) => minutes.focus(focused)),
    vscode.window.onDidChangeActiveTextEditor(use),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => use(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) withProject(document.uri, (project) => minutes.type(project));
    }),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("footfall") && begin()),
    vscode.commands.registerCommand("footfall.show", showWhatWaits),
    vscode.commands.registerCommand("footfall.pause", async () => {
      await context.globalState.update(pausedName, !paused());
      show();
    }),
    ...(await watchCommits((root) => withProject(root, (project) => record({ name: "commit.made", project })))),
  );
};

/** VS Code waits for it, so that what is recorded is sent or kept for the next start. */
export const deactivate = async (): Promise<void> => {
  await client?.shutdown();
  client = undefined;
};

/** Opens what waits, word for word as it will be sealed; the output channel has what was sent before. */
const showWhatWaits = async (): Promise<void> => {
  const content = client
    ? JSON.stringify(
        { status: client.status(), requests: client.preview().map(({ url, body }) => ({ url, inside: JSON.parse(body) })) },
        null,
        2,
      )
    : "Nothing is sent: set footfall.server, footfall.key and footfall.pin first.";
  const document = await vscode.workspace.openTextDocument({ content, language: client ? "json" : "plaintext" });
  await vscode.window.showTextDocument(document, { preview: true });
};
