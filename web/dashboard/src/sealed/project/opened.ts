import type { OpenProject } from "./open";

const opened = new Map<string, OpenProject>();

/** The sealed projects whose events this page can read, by their ids. */
export const openedOf = (project: string): OpenProject | undefined => opened.get(project);

export const setOpened = (project: string, open: OpenProject): void => {
  opened.set(project, open);
};

/** Where it is still this one that is open. */
export const removeOpened = (project: string, open: OpenProject): void => {
  if (opened.get(project) === open) opened.delete(project);
};
