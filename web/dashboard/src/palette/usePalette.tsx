import { useEffect, useState } from "preact/hooks";
import type { Account } from "../api/types";
import { Icon } from "../controls/Icon";
import { quietly } from "../controls/later";
import { isTyping, SHORTCUTS_OFF } from "../overview/useShortcuts";
import { recall } from "../shell/theme";
import { PALETTE_KEY } from "./key";

const Palette = quietly("palette", async () => (await import("./Palette")).Palette);
const ShortcutHelp = quietly("shortcuts", async () => (await import("../overview/ShortcutHelp")).ShortcutHelp);

interface Props {
  account: Account;
  onLeave: () => Promise<void>;
}

/** Opens the palette by its key or its button, and the list of keys by `?`, on every page. The button and what it opens stand in different places. */
export function usePalette({ account, onLeave }: Props) {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        // A dialog that is open has something half done; the palette itself goes again by the key that it came by.
        setOpen((now) => (now === "palette" ? null : document.querySelector("dialog[open]") ? now : "palette"));
        return;
      }
      const isSingle = !event.ctrlKey && !event.metaKey && !event.altKey && event.key === "?";
      if (!isSingle || isTyping(event.target) || document.querySelector("dialog[open]") || recall(SHORTCUTS_OFF)) return;
      event.preventDefault();
      setOpen("help");
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const button = (
    <button
      type="button"
      class="icon-button"
      aria-label={`Command palette (${PALETTE_KEY})`}
      title={`Command palette (${PALETTE_KEY})`}
      onClick={() => setOpen("palette")}
    >
      <Icon name="search" />
    </button>
  );
  const opened = (
    <>
      {open === "palette" && (
        <Palette
          account={account}
          onLeave={onLeave}
          onHelp={() => setOpen("help")}
          onClose={() => setOpen((now) => (now === "palette" ? null : now))}
        />
      )}
      {open === "help" && <ShortcutHelp onClose={() => setOpen(null)} />}
    </>
  );
  return { button, opened };
}
