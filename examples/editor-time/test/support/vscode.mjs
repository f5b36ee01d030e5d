import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** An event of VS Code's: a function that takes listeners, and `fire`. */
const emitter = () => {
  const listeners = new Set();
  const event = (listener) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return { event, fire: (value) => Promise.all([...listeners].map((listener) => listener(value))), count: () => listeners.size };
};

const uriOf = (path) => ({ scheme: "file", fsPath: path, toString: () => pathToFileURL(path).href });

/** As much of the editor as the extension sees of it, with the hands of its user: `open`, `type`, `commit`, `focus`, `set`, `run`. */
export const fakeEditor = (storage, { folders, labels = {} }) => {
  const events = Object.fromEntries(
    ["window", "editor", "selection", "text", "configuration", "commit", "repository"].map((name) => [name, emitter()]),
  );
  const settings = {};
  const commands = new Map();
  const secrets = new Map();
  const state = new Map();
  const editor = { status: {}, lines: [], documents: [], events };
  const folderOf = (uri) => folders.find((folder) => uri.fsPath.startsWith(`${folder}/`) || uri.fsPath === folder);

  class Disposable {
    constructor(dispose) {
      this.dispose = dispose;
    }
    static from = (...all) =>
      new Disposable(() => {
        for (const one of all) one.dispose();
      });
  }

  const repositories = folders.map((folder) => ({ rootUri: uriOf(folder), onDidCommit: events.commit.event }));
  const git = { repositories: repositories.slice(0, 1), onDidOpenRepository: events.repository.event };
  editor.vscode = {
    Disposable,
    StatusBarAlignment: { Left: 1, Right: 2 },
    window: {
      state: { focused: true },
      activeTextEditor: undefined,
      createOutputChannel: () => ({ appendLine: (line) => editor.lines.push(line), dispose: () => undefined }),
      createStatusBarItem: () => Object.assign(editor.status, { show: () => undefined, dispose: () => undefined }),
      showTextDocument: async (document) => editor.documents.push(document),
      onDidChangeWindowState: events.window.event,
      onDidChangeActiveTextEditor: events.editor.event,
      onDidChangeTextEditorSelection: events.selection.event,
    },
    workspace: {
      getConfiguration: (_, scope) => ({ get: (name) => (name === "label" ? labels[scope?.fsPath] : settings[name]) }),
      getWorkspaceFolder: (uri) => {
        const folder = folderOf(uri);
        return folder && { uri: uriOf(folder) };
      },
      openTextDocument: async ({ content }) => ({ getText: () => content }),
      onDidChangeTextDocument: events.text.event,
      onDidChangeConfiguration: events.configuration.event,
    },
    commands: {
      registerCommand: (name, run) => {
        commands.set(name, run);
        return new Disposable(() => commands.delete(name));
      },
    },
    extensions: { getExtension: () => ({ isActive: true, exports: { getAPI: () => git } }) },
  };
  editor.context = {
    subscriptions: [],
    globalStorageUri: uriOf(storage),
    secrets: { get: async (name) => secrets.get(name), store: async (name, value) => secrets.set(name, value) },
    globalState: { get: (name) => state.get(name), update: async (name, value) => state.set(name, value) },
  };

  const documentOf = (path) => ({ uri: uriOf(path) });
  return Object.assign(editor, {
    open: (path) => events.editor.fire({ document: documentOf(path) }),
    type: (path, text) => events.text.fire({ document: documentOf(path), contentChanges: [{ text }] }),
    commit: () => events.commit.fire(),
    focus: (focused) => events.window.fire({ focused }),
    set: (given) => {
      Object.assign(settings, given);
      return events.configuration.fire({ affectsConfiguration: (section) => section === "footfall" });
    },
    run: (name) => commands.get(name)(),
  });
};

/** The built extension, as an editor of this kind would load it: anew each time, with the editor's own module. */
export const loadExtension = ({ vscode }) => {
  const require = createRequire(import.meta.url);
  const file = join(import.meta.dirname, "../../dist/extension.cjs");
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  try {
    delete require.cache[file];
    return require(file);
  } finally {
    Module._load = load;
  }
};
