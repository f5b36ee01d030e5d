import type { Account } from "../api/types";

const ring = () => import("./keys/ring");

/** Why the keys of whoever signed in could not be opened; sealed projects show it. */
let fault: Error | null = null;
export const keysFault = (): Error | null => fault;

/**
 * Opens, or makes at the first time, the account's keys from what its password was stretched to, and zeroes that. A server whose copy does not hold is
 * no reason to stay out of open projects: it is told where sealed ones are.
 */
export async function openKeys(account: Account, master: Uint8Array<ArrayBuffer>): Promise<void> {
  fault = null;
  try {
    await (await ring()).unlockAccount(account.id, master);
  } catch (error) {
    fault = error as Error;
  } finally {
    master.fill(0);
  }
}

export async function lockKeys(): Promise<void> {
  fault = null;
  (await ring()).lock();
}
