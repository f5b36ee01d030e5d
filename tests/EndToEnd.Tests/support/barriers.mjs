import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds on the page in light and in dark, of whatever impact, with the elements that it is about. */
export const barriersOf = async (page) => {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // The theme follows a frame later, and half way to its other colour a button has half its contrast.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
      return (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations;
    });
    found.push(...violations.map(({ id, nodes }) => [colorScheme, id, nodes.map((node) => node.html)]));
  }
  return found;
};
