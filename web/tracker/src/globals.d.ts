/** True in footfall.js, false in footfall.core.js: the build removes what the small file does without. */
declare const FULL: boolean;
/** True in footfall.sealed.js, whose events only the owner of a key can read; includes FULL. */
declare const SEALED: boolean;
/** Name and version of this file, such as `footfall.js/0.1.0`; set by the build. */
declare const LIBRARY: string;

interface Document {
  /** Not in every browser; absent means false. */
  readonly prerendering?: boolean;
}

interface Navigator {
  readonly doNotTrack?: string | null;
  readonly globalPrivacyControl?: boolean;
}

/** What `window.footfall` is: calls made before the script has loaded, then the API itself. */
type Api = Record<string, (...args: never[]) => unknown>;

interface Window {
  footfall?: Api;
}
