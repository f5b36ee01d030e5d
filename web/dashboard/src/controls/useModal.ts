import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Opens a dialog of the browser's own as a modal window, which a click beside it closes; the focus goes back to where it was. */
export function useModal(onClose: () => void): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    const clickOutside = (event: MouseEvent): void => {
      if (event.target === element) close.current();
    };
    element?.showModal();
    element?.addEventListener("click", clickOutside);
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
}
