import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const running = new Set();
const killAll = () => {
  for (const kill of running) kill();
};
process.on("exit", killAll);
// The test runner ends a file that takes too long by signal; then no exit handler would run.
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));

/** Starts a browser with a profile of its own. `stop` kills it with all its helpers and removes the profile. */
export const startBrowser = (executable, argumentsFor, { stderr = "ignore" } = {}) => {
  const profile = mkdtempSync(join(tmpdir(), "footfall-browser-"));
  const browser = spawn(executable, argumentsFor(profile), {
    stdio: ["ignore", "ignore", stderr],
    env: { ...process.env, HOME: profile },
    // A process group of its own, so that its helpers end with it.
    detached: true,
  });
  const kill = () => process.kill(-browser.pid, "SIGKILL");
  const gone = new Promise((resolve) => browser.on("exit", resolve));
  running.add(kill);
  gone.then(() => running.delete(kill));
  return {
    browser,
    stop: async () => {
      if (browser.exitCode === null) kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
};
