import { argon2id } from "hash-wasm";
import { fromBase64Url, toBase64Url } from "./base64url";

/** How a password is stretched, as the server keeps it with the account. */
export interface StretchParameters {
  salt: string;
  memory_kib: number;
  iterations: number;
  parallelism: number;
}

const MASTER_BYTES = 32;
const SALT_BYTES = 16;

/** What new passwords are stretched with: 64 MiB, three passes (RFC 9106's second choice). */
const PRESENT_COST = { memory_kib: 65_536, iterations: 3, parallelism: 1 };

/**
 * The server keeps the salt but must not choose a cheap stretch: one that asked for less would learn a login key from which the password can be guessed
 * quickly. No account has ever been made with less than the present cost. More than the most would only hang the page.
 */
const MOST_COST = { memory_kib: 1_048_576, iterations: 16, parallelism: 8 };

export class WeakParameters extends Error {}

export function newParameters(): StretchParameters {
  return { salt: toBase64Url(crypto.getRandomValues(new Uint8Array(SALT_BYTES))), ...PRESENT_COST };
}

/** Password → Argon2id → master key. It never leaves the browser; keys for single uses are derived from it. */
export async function stretch(password: string, parameters: StretchParameters): Promise<Uint8Array<ArrayBuffer>> {
  const costs = ["memory_kib", "iterations", "parallelism"] as const;
  if (costs.some((cost) => !(parameters[cost] >= PRESENT_COST[cost])) || fromBase64Url(parameters.salt).length !== SALT_BYTES)
    throw new WeakParameters(
      "The server asks for a weaker password stretch than this dashboard accepts. Do not sign in; check the server.",
    );
  if (costs.some((cost) => parameters[cost] > MOST_COST[cost]))
    throw new WeakParameters("The server asks for a password stretch that this browser would not finish. Check the server.");
  return argon2(password, parameters);
}

/** Argon2id, version 1.3 (RFC 9106), of the password in NFKC; whatever the parameters. */
export async function argon2(password: string, parameters: StretchParameters): Promise<Uint8Array<ArrayBuffer>> {
  const master = await argon2id({
    password: password.normalize("NFKC"),
    salt: fromBase64Url(parameters.salt),
    memorySize: parameters.memory_kib,
    iterations: parameters.iterations,
    parallelism: parameters.parallelism,
    hashLength: MASTER_BYTES,
    outputType: "binary",
  });
  return new Uint8Array(master);
}

/** HKDF-SHA256 with an empty salt; `info` names the one use of the key. */
export async function deriveKey(master: Uint8Array<ArrayBuffer>, info: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", master, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: new TextEncoder().encode(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 8 * MASTER_BYTES));
}

/** What the server gets instead of the password. */
export async function loginKeyOf(master: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(await deriveKey(master, "footfall/login/v1"));
}
