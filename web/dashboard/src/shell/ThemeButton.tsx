import { useState } from "preact/hooks";
import { Icon, type IconName } from "../controls/Icon";
import { chooseTheme, readTheme, type Theme } from "./theme";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICONS: Record<Theme, IconName> = { system: "auto", light: "sun", dark: "moon" };
const NAMES: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

export function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  const next = NEXT[theme];
  const choose = (): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Theme: ${NAMES[theme]}. Change to ${NAMES[next]}.`}
      title={`Theme: ${NAMES[theme]}`}
      onClick={choose}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
}
