import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon";
import { useModal } from "./useModal";
import "./dialog.css";

interface Props {
  title: string;
  /** What stands beside the title, such as a search field. */
  aside?: ComponentChildren;
  wide?: boolean;
  medium?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal window. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, aside, wide = false, medium = false, onClose, children }: Props) {
  const dialog = useModal(onClose);
  const id = useId();
  return (
    <dialog
      ref={dialog}
      class={wide ? "dialog dialog-wide" : medium ? "dialog dialog-medium" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
        {children}
        {/* Last, so that the first thing to fill in gets the focus. */}
        <button type="button" class="icon-button dialog-close" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </dialog>
  );
}
