import "./tabs.css";

interface Props<K extends string> {
  label: string;
  tabs: readonly { key: K; label: string }[];
  chosen: K;
  /** The id of the element that the tabs change. */
  controls?: string;
  onChoose: (key: K) => void;
}

/** A row of tabs: one stop on the way of the Tab key, arrows move between them. */
export function Tabs<K extends string>({ label, tabs, chosen, controls, onChoose }: Props<K>) {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = tabs[(tabs.findIndex((tab) => tab.key === chosen) + step + tabs.length) % tabs.length];
    const list = (event.currentTarget as HTMLElement).children;
    if (!next) return;
    onChoose(next.key);
    (list[tabs.indexOf(next)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab.key === chosen}
          aria-controls={controls}
          tabIndex={tab.key === chosen ? 0 : -1}
          onClick={() => onChoose(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
