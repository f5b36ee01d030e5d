import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startBrowser } from "./process.mjs";

const executable = "/usr/bin/firefox-esr";
export const skip = existsSync(executable) ? false : `${executable} is not installed`;

/**
 * The pages drive themselves: under WebDriver the browser calls itself automated, and then the tracker is silent, as it should be.
 * So this is the browser as people start it.
 */
export const startFirefox = (address) => {
  const quiet = {
    "browser.shell.checkDefaultBrowser": false,
    "browser.aboutwelcome.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "datareporting.healthreport.uploadEnabled": false,
    "toolkit.telemetry.enabled": false,
    "app.normandy.enabled": false,
    "app.update.enabled": false,
    "extensions.update.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "services.settings.server": "data:,",
  };
  const preferences = Object.entries(quiet).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  return startBrowser(executable, (profile) => {
    writeFileSync(join(profile, "user.js"), preferences.join(""));
    return ["--headless", "--no-remote", "--profile", profile, address];
  });
};
