// Browser, operating system and device class, as src/Ingestion/Enrichment/UserAgentParser.cs.
import type { ClientColumns } from "../../types";
import { folded } from "../text/letters";
import { bestBrand, type Hints } from "./hints";
import { type Scan, scan } from "./scan";
import { platforms, type Rule, versionMark, webKitMark, webViewMark, windows } from "./table";
import { majorOf, shortened } from "./version";

/** Beyond this nothing is read; the longest that in-app browsers send are about 500. */
const longestUserAgent = 1024;
const longestHint = 64;
const longestBotName = 32;

const engines = new Set(["Chrome", "Chromium", "Android WebView"]);
const browsersOfBots = new Set(["Chrome", "Safari", "Firefox", "Internet Explorer", "Edge"]);
const windowsBeforeTen: Record<string, string> = { "0.1": "7", "0.2": "8", "0.3": "8.1" };

const unquoted = (text: string): string => text.replace(/^[" ]+|[" ]+$/g, "");

const windowsName = (version: string | null): string | null =>
  version !== null && Object.hasOwn(windows, version) ? (windows[version] as string) : null;

const toldVersion = (told: Scan, system: Rule): string | null => {
  if (system.fixed !== null) return system.fixed;
  const version = shortened(told.versionOf(system));
  return system.name === "Windows" ? windowsName(version) : version;
};

const hintedVersion = (system: string | null, version: string): string | null => {
  const major = majorOf(version);
  if (system !== "Windows") return major > 0 ? shortened(version) : null;
  // The numbers of the Universal API contract, as the client hints' documentation maps them.
  if (major >= 13) return "11";
  if (major > 0) return "10";
  return major === 0 ? (windowsBeforeTen[shortened(version) ?? ""] ?? null) : null;
};

interface System {
  os: string | null;
  version: string | null;
  device: string | null;
}

const systemOf = (told: Scan, hints: Hints): System => {
  const { system } = told;
  const platform =
    hints.platform !== null && hints.platform.length < longestHint ? platforms.get(folded(unquoted(hints.platform))) : undefined;
  // The hint "Linux" tells less than a user agent that names a distribution or a television's system.
  if (!platform || (platform.name === "Linux" && system && system.name !== "Android"))
    return system
      ? { os: system.name, version: toldVersion(told, system), device: system.device }
      : { os: null, version: null, device: null };
  const same = system?.name === platform.name ? system : null;
  let version =
    hints.platformVersion !== null && hints.platformVersion.length < longestHint
      ? hintedVersion(platform.name, unquoted(hints.platformVersion))
      : null;
  if (version === null && same) version = toldVersion(told, same);
  return { os: platform.name, version, device: platform.device ?? same?.device ?? null };
};

interface Browser {
  browser: string | null;
  version: string | null;
}

const toldBrowser = (told: Scan, os: string | null): Browser => {
  const bot = { browser: told.botName.slice(0, longestBotName), version: null };
  const rule = told.browser;
  if (!rule) {
    if (told.botName !== "") return bot;
    return { browser: told.saw(webKitMark) && (os === "iOS" || os === "macOS") ? `${os} WebView` : null, version: null };
  }
  if (told.botName !== "" && browsersOfBots.has(rule.name ?? "")) return bot;
  const version = shortened(told.versionOf(rule));
  if (rule.name === "Safari" && os === "Android") return { browser: "Android Browser", version };
  if (rule.name === "Chrome" && os === "Android" && (told.saw(webViewMark) || told.saw(versionMark)))
    return { browser: "Android WebView", version };
  if (rule.name === "Safari" && (os === "Windows" || os === "Chrome OS") && !told.saw(versionMark)) return { browser: null, version: null };
  return { browser: rule.name, version };
};

const browserOf = (told: Scan, hints: Hints, os: string | null): Browser => {
  const named = toldBrowser(told, os);
  const brand = bestBrand(hints.fullVersionList) ?? bestBrand(hints.brands);
  if (!brand) return named;
  const { name } = brand.rule;
  // The engine's own brands are in every list: they yield to anything that the user agent names more closely.
  if (engines.has(name ?? "") && named.browser !== null && !engines.has(named.browser) && named.browser !== "Safari") return named;
  if (name === "Chromium" && (named.browser === "Chrome" || named.browser === "Android WebView")) return named;
  return { browser: name, version: shortened(brand.version) ?? (named.browser === name ? named.version : null) };
};

const deviceOf = (told: Scan, hints: Hints, os: string | null, osDevice: string | null): string | null => {
  if (told.botName !== "") return "Bot";
  if (osDevice === "TV" || osDevice === "Console") return osDevice;
  if (told.hasTv) return "TV";
  if (hints.mobile === "?1") return "Mobile";
  if (osDevice === "Tablet" || (told.hasTablet && os !== "Windows")) return "Tablet";
  if (hints.mobile === "?0" && os === "Android") return "Tablet";
  if (told.hasMobile || osDevice === "Mobile") return "Mobile";
  // Browsers on tablets leave "Mobile" out; what is no browser says nothing by leaving it out.
  if (os === "Android" || os === "HarmonyOS") return told.saw(webKitMark) || told.browser?.name === "Firefox" ? "Tablet" : "Mobile";
  return osDevice;
};

/** What user agent and hints tell. Hints win over the user agent where both speak. */
export const clientOf = (userAgent: string, hints: Hints): ClientColumns => {
  const told = scan(userAgent.slice(0, longestUserAgent));
  const system = systemOf(told, hints);
  const { browser, version } = browserOf(told, hints, system.os);
  // Since version 26 Safari on iOS freezes the system's version in the user agent, and its own version is the system's.
  const frozen = system.os === "iOS" && browser === "Safari" && majorOf(version) >= 26;
  return {
    browser,
    browser_version: version,
    os: system.os,
    os_version: frozen ? version : system.version,
    device: deviceOf(told, hints, system.os, system.device),
  };
};
