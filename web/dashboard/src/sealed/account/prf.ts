import { type Bytes, toBase64Url } from "@footfall/sealing/bytes";

// The authenticator's pseudo-random function (WebAuthn, extension prf): a secret of the passkey's own for each salt. No server checks the rest of what it
// signs: passkeys open keys here and sign nobody in, so the challenge is of no use to anybody.

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

const secretIn = (credential: PublicKeyCredential): Bytes | null => {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first ? new Uint8Array(first as ArrayBuffer) : null;
};

export interface PrfPasskey {
  credential: Bytes;
  secret: Bytes;
}

/** Makes a passkey on this device, and asks it for its secret of the salt. */
export async function createPasskey(account: Bytes, name: string, salt: Bytes): Promise<PrfPasskey> {
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name: "Footfall" },
      user: { id: account, name, displayName: name },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      extensions: { prf: { eval: { first: salt } } },
    },
  })) as PublicKeyCredential | null;
  if (!made) throw new Error("No passkey was made.");
  if (!made.getClientExtensionResults().prf?.enabled)
    throw new Error("This passkey cannot keep a secret for the page (WebAuthn’s PRF is missing). Use another device or browser.");
  const credential = new Uint8Array(made.rawId);
  // Many give the secret only when they are asked for a second time.
  return { credential, secret: secretIn(made) ?? (await askPasskeys([{ credential, salt }])).secret };
}

/** Asks for the secret of whichever of these passkeys the person has at hand. */
export async function askPasskeys(known: { credential: Bytes; salt: Bytes }[]): Promise<PrfPasskey> {
  const got = (await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: known.map(({ credential }) => ({ type: "public-key", id: credential })),
      userVerification: "required",
      extensions: {
        prf: { evalByCredential: Object.fromEntries(known.map(({ credential, salt }) => [toBase64Url(credential), { first: salt }])) },
      },
    },
  })) as PublicKeyCredential | null;
  const secret = got && secretIn(got);
  if (!secret) throw new Error("The passkey gave no secret. Use your password.");
  return { credential: new Uint8Array(got.rawId), secret };
}
