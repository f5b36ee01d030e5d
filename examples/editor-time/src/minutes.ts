/** Something that is told. All that is known of it is here. */
export interface Happening {
  name: "editor.focus" | "editor.typing" | "commit.made";
  project: string;
  /** Of typing: changes to text in that minute, whatever their size. */
  edits?: number;
}

/** Who has done nothing for so many minutes is not at work, though the window has the focus. */
const idleMinutes = 3;

/**
 * Decides what each minute was: in use if the window had the focus and somebody did something not long ago, and whose project's. One event a minute, so that
 * the number of events is the number of minutes, which every question can count.
 */
export class Minutes {
  private project: string | undefined;
  private focused: boolean;
  private quiet = 0;
  private edits = new Map<string, number>();

  constructor(focused: boolean) {
    this.focused = focused;
  }

  focus(focused: boolean): void {
    this.focused = focused;
    if (focused) this.quiet = 0;
  }

  /** Somebody looked at a file of the project, or moved in it. */
  use(project: string): void {
    this.project = project;
    this.quiet = 0;
  }

  type(project: string): void {
    this.use(project);
    this.edits.set(project, (this.edits.get(project) ?? 0) + 1);
  }

  /** A minute is over: what is to be told of it. */
  end(): Happening[] {
    const told: Happening[] = [];
    if (this.project !== undefined && this.focused && this.quiet < idleMinutes) told.push({ name: "editor.focus", project: this.project });
    for (const [project, edits] of this.edits) told.push({ name: "editor.typing", project, edits });
    this.edits = new Map();
    this.quiet++;
    return told;
  }
}
