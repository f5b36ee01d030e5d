/** Passkeys belong to names; a page that was opened by an address of numbers can have none. */
export const passkeysWork = (): boolean => "PublicKeyCredential" in globalThis && !/^[\d.]+$|^\[/.test(location.hostname);
