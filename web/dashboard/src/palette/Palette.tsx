import { useEffect, useId, useState } from "preact/hooks";
import { listProjects } from "../api/projects";
import type { Account } from "../api/types";
import { useAsked } from "../api/useAnswer";
import { Icon } from "../controls/Icon";
import { useModal } from "../controls/useModal";
import { usePlace } from "../router";
import { type Command, ranked } from "./commands";
import { commandsOf, commandsOfOverview } from "./ofStanding";
import { actionsOf, pagesOf, projectsOf } from "./places";
import { supplied } from "./supply";
import { useViewCommands } from "./useViewCommands";
import "./palette.css";

const MOST_SHOWN = 60;

interface Props {
  account: Account;
  onLeave: () => Promise<void>;
  onHelp: () => void;
  onClose: () => void;
}

/** Everything that can be gone to or done, found by typing. Arrow keys choose, Enter does it. */
export function Palette({ account, onLeave, onHelp, onClose }: Props) {
  const { path } = usePlace();
  const dialog = useModal(onClose);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const projects = useAsked("palette projects", listProjects);
  const [, first, current] = path.split("/");
  const project = first === "projects" ? projects.value?.items.find((item) => item.id === current) : undefined;
  const views = useViewCommands(project);
  const all: Command[] = [
    ...supplied().flatMap(({ standing, asks }) => [...commandsOf(standing, asks), ...commandsOfOverview(standing)]),
    ...views,
    ...(project ? pagesOf(project) : []),
    ...projectsOf(projects.value?.items ?? [], project?.id),
    ...actionsOf(account, onLeave, onHelp),
  ];
  const shown = ranked(all, typed).slice(0, MOST_SHOWN);
  const at = Math.min(chosen, Math.max(0, shown.length - 1));
  useEffect(() => {
    dialog.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, typed]);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    // After the palette has gone and given the focus back, so that what opens next may take it.
    setTimeout(command.run);
  };
  const press = (event: KeyboardEvent): void => {
    const move: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = move[event.key];
    if (by !== undefined) {
      const single = Math.abs(by) === 1;
      setChosen(single ? (at + by + shown.length) % Math.max(1, shown.length) : Math.max(0, Math.min(shown.length - 1, at + by)));
    } else if (event.key === "Enter") run(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label="Command palette"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="palette-field">
        <Icon name="search" />
        <input
          class="palette-input"
          role="combobox"
          aria-label="Type a page, a project, a period, a filter or an action"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
          placeholder="Where to, or what to do?"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={`${id}-list`} class="palette-list" role="listbox" aria-label="Commands">
        {shown.map((command, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the option that is meant.
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's as well.
          <div
            key={`${command.group} ${command.id}`}
            id={`${id}-${place}`}
            class="palette-item"
            role="option"
            aria-selected={place === at}
            onPointerMove={() => setChosen(place)}
            onClick={() => run(command)}
          >
            <span class="palette-group">{command.group}</span>
            <span class="grow">{command.label}</span>
            {command.key && <kbd>{command.key}</kbd>}
          </div>
        ))}
      </div>
      <p class="palette-none" role="status">
        {shown.length === 0 ? `Nothing is called “${typed}”.` : ""}
      </p>
    </dialog>
  );
}
