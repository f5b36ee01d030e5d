import { begin, manage } from "./dialog";
import { watchGoogle, watchTcf } from "./platforms";
import { data, silent, words } from "./settings";
import { loadTexts } from "./texts";

const start = (): void => {
  const { footfall } = window;
  // No tracker, or one that has no answers to give: nothing is asked that could not be honoured.
  if (!footfall?.optOut) return;
  // Texts that cannot be read or had leave the English ones.
  const loaded = loadTexts().catch(() => undefined);
  const open = () => loaded.then(manage);
  footfall.manage = open;
  addEventListener("click", (event) => {
    if (!(event.target as Element).closest?.("[data-footfall-consent]")) return;
    event.preventDefault();
    open();
  });
  const platforms = words(data.cmp);
  if (platforms.includes("google")) watchGoogle();
  if (platforms.includes("tcf")) watchTcf();
  // Where a platform asks, nobody is asked twice.
  if (!platforms[0] && !silent) loaded.then(begin);
};

// The tracker's line mostly stands before this one; where it does not, it has run when the page has loaded.
if (window.footfall?.optOut) start();
else addEventListener("load", start);
