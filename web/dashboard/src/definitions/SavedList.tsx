import type { Definition, DefinitionKind, Definitions } from "../api/definitions";
import type { Asked } from "../api/useAnswer";
import { Icon } from "../controls/Icon";
import { Failed, Skeleton } from "../controls/States";
import type { Words } from "./SavedMenu";

interface Props<K extends DefinitionKind> {
  asked: Asked<Definitions<K>>;
  items: readonly Definition<K>[];
  words: Words;
  canSave: boolean;
  isCurrent: (definition: Definition<K>) => boolean;
  onOpen: (definition: Definition<K>) => (() => void) | null;
  onExclude: ((definition: Definition<K>) => void) | undefined;
  onDoing: (doing: { what: "save" } | { what: "change" | "remove"; definition: Definition<K> }) => void;
  onClose: () => void;
}

/** What a menu of saved things holds. */
export function SavedList<K extends DefinitionKind>(props: Props<K>) {
  const { asked, items, words, canSave, onDoing } = props;
  return (
    <div class="saved">
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={3} />}
      {asked.value && items.length === 0 && <p class="menu-note">{words.none}</p>}
      {items.length > 0 && (
        <ul class="saved-list" aria-label={words.menu}>
          {items.map((definition) => (
            <Entry key={definition.id} definition={definition} {...props} />
          ))}
        </ul>
      )}
      {asked.value?.unopened ? <p class="menu-note">{asked.value.unopened} more do not open with your keys.</p> : null}
      {asked.value?.older ? (
        <p class="menu-note">{asked.value.older} are left out: the server shows them in an older state than this browser has seen.</p>
      ) : null}
      {asked.value && canSave && (
        <>
          <hr class="menu-rule" />
          <button type="button" class="menu-item" onClick={() => onDoing({ what: "save" })}>
            <Icon name="plus" /> <span class="grow">Save {words.what}</span>
          </button>
        </>
      )}
    </div>
  );
}

function Entry<K extends DefinitionKind>({
  definition,
  words,
  isCurrent,
  onOpen,
  onExclude,
  onDoing,
  onClose,
}: Props<K> & { definition: Definition<K> }) {
  const open = onOpen(definition);
  const { name } = definition;
  const after = (act: () => void): void => {
    onClose();
    act();
  };
  return (
    <li class="saved-entry">
      <button
        type="button"
        class="menu-item"
        aria-current={isCurrent(definition) ? "true" : undefined}
        disabled={!open}
        title={open ? name : "It was made by the API, and this page cannot show it."}
        onClick={() => open && after(open)}
      >
        <span class="grow">{name}</span>
        {isCurrent(definition) && <Icon name="check" />}
      </button>
      {onExclude && (
        <button
          type="button"
          class="icon-button"
          aria-label={`All but ${name}`}
          title="All but these"
          onClick={() => after(() => onExclude(definition))}
        >
          <Icon name="exclude" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={`Change the ${words.one} ${name}`}
        title="Rename or renew"
        onClick={() => onDoing({ what: "change", definition })}
      >
        <Icon name="pencil" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove the ${words.one} ${name}`}
        title="Remove"
        onClick={() => onDoing({ what: "remove", definition })}
      >
        <Icon name="trash" />
      </button>
    </li>
  );
}
