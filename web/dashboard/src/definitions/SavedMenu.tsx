import { useState } from "preact/hooks";
import { addDefinition, type Bodies, changeDefinition, type Definition, type DefinitionKind, removeDefinition } from "../api/definitions";
import { Confirm } from "../controls/Confirm";
import { Icon, type IconName } from "../controls/Icon";
import { Menu } from "../controls/Menu";
import { useStanding } from "../overview/context";
import { NameDialog } from "./NameDialog";
import { SavedList } from "./SavedList";
import { definitionsChanged, useDefinitions } from "./useDefinitions";
import "./definitions.css";

export interface Words {
  /** What the button says. */
  menu: string;
  /** One of it, such as "segment". */
  one: string;
  /** What is saved, such as "these filters". */
  what: string;
  /** Said where there is none. */
  none: string;
  /** What is lost by removing one, in a sentence. */
  loss: string;
}

interface Props<K extends DefinitionKind> {
  kind: K;
  icon: IconName;
  words: Words;
  /** What would be saved now; null: there is nothing to save. */
  body: (all: readonly Definition<K>[]) => Bodies[K] | null;
  isShown?: (definition: Definition<K>) => boolean;
  isCurrent: (definition: Definition<K>) => boolean;
  /** Null where it cannot be opened here. */
  onOpen: (definition: Definition<K>) => (() => void) | null;
  onExclude?: (definition: Definition<K>) => void;
  onSaved?: (definition: Definition<K>) => void;
}

type Doing<K extends DefinitionKind> = { what: "save" } | { what: "change" | "remove"; definition: Definition<K> } | null;

/** What was named and kept: to open, to rename, to renew, to remove, and to save what is there now. */
export function SavedMenu<K extends DefinitionKind>({ kind, icon, words, body, isShown, isCurrent, onOpen, onExclude, onSaved }: Props<K>) {
  const { project } = useStanding();
  const asked = useDefinitions(project, kind);
  const [doing, setDoing] = useState<Doing<K>>(null);
  const all = asked.value?.items ?? [];
  const now = body(all);
  const save = async (name: string): Promise<void> => {
    if (!now) return;
    const saved = await addDefinition(project, kind, name, now);
    definitionsChanged(project, kind);
    onSaved?.(saved);
  };
  const change = async (definition: Definition<K>, name: string, renews: boolean): Promise<void> => {
    await changeDefinition(project, kind, definition, name, renews && now ? now : definition.body);
    definitionsChanged(project, kind);
    if (renews) onSaved?.(definition);
  };
  const remove = async (definition: Definition<K>): Promise<void> => {
    await removeDefinition(project, kind, definition);
    definitionsChanged(project, kind);
  };
  return (
    <>
      <Menu
        buttonClass="button button-quiet saved-button"
        align="start"
        name={words.menu}
        label={
          <>
            <Icon name={icon} /> <span>{words.menu}</span>
          </>
        }
      >
        {(close) => (
          <SavedList
            asked={asked}
            items={isShown ? all.filter(isShown) : all}
            words={words}
            canSave={now !== null}
            isCurrent={isCurrent}
            onOpen={onOpen}
            onExclude={onExclude}
            onDoing={(next) => {
              close();
              setDoing(next);
            }}
            onClose={close}
          />
        )}
      </Menu>
      {doing?.what === "save" && <NameDialog title={`Save ${words.what}`} onSave={save} onClose={() => setDoing(null)} />}
      {doing?.what === "change" && (
        <NameDialog
          title={`Change the ${words.one}`}
          name={doing.definition.name}
          update={now && `Let it be ${words.what} from now on`}
          onSave={(name, renews) => change(doing.definition, name, renews)}
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.what === "remove" && (
        <Confirm
          title={`Remove the ${words.one} “${doing.definition.name}”`}
          text={words.loss}
          action={`Remove the ${words.one}`}
          onConfirm={() => remove(doing.definition)}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}
