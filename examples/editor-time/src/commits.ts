import * as vscode from "vscode";

/** What is used of the interface of VS Code's own Git extension, version 1. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly onDidCommit: vscode.Event<void>;
}

interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
}

/** Tells of each commit that is made within the editor, by the folder of its repository. */
export const watchCommits = async (tell: (root: vscode.Uri) => void): Promise<vscode.Disposable[]> => {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): Git }>("vscode.git");
  // Without Git there are no commits to tell of.
  if (!extension) return [];
  const git = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
  const watched: vscode.Disposable[] = [];
  const watch = (repository: Repository) => watched.push(repository.onDidCommit(() => tell(repository.rootUri)));
  git.repositories.forEach(watch);
  watched.push(git.onDidOpenRepository(watch));
  return [{ dispose: () => vscode.Disposable.from(...watched).dispose() }];
};
