import type { ComponentChildren } from "preact";
import type { Account } from "../api/types";
import { Wordmark } from "../brand/Logo";
import { Icon } from "../controls/Icon";
import { Menu } from "../controls/Menu";
import { usePalette } from "../palette/usePalette";
import { ThemeButton } from "./ThemeButton";
import "./shell.css";

export interface ShellProps {
  account: Account;
  onLeave: () => Promise<void>;
}

interface Props extends ShellProps {
  /** Stands beside the wordmark: the project and its pages. */
  nav?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page behind the sign-in. */
export function Shell({ account, onLeave, nav, children }: Props) {
  const palette = usePalette({ account, onLeave });
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="shell-head">
        <div class="shell-bar">
          <a class="shell-home" href="/" aria-label="Footfall: all projects">
            <Wordmark />
          </a>
          {nav}
          <div class="shell-end">
            {palette.button}
            <ThemeButton />
            <Menu label={<Icon name="user" />} name={`Account of ${account.name || account.email}`} buttonClass="icon-button">
              {() => (
                <>
                  <p class="menu-note">{account.email}</p>
                  <a class="menu-item" href="/">
                    All projects
                  </a>
                  <a class="menu-item" href="/account">
                    Account
                  </a>
                  <a class="menu-item" href="/vaults">
                    Vaults
                  </a>
                  <a class="menu-item" href="/tokens">
                    API tokens
                  </a>
                  <a class="menu-item" href="/audit">
                    Audit log
                  </a>
                  <hr class="menu-rule" />
                  <button type="button" class="menu-item" onClick={() => void onLeave()}>
                    Sign out
                  </button>
                </>
              )}
            </Menu>
          </div>
        </div>
      </header>
      <main id="main" class="shell-main" tabIndex={-1}>
        {children}
        {palette.opened}
      </main>
    </>
  );
}
