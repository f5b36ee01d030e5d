import type { StretchParameters } from "../crypto/stretch";
import { send, setCsrfToken } from "./http";
import type { Session } from "./types";

const PATH = "/api/v1/session";

/** Remembers the session's token, which every change has to name. */
export async function keep(answer: Promise<Session>): Promise<Session> {
  const session = await answer;
  setCsrfToken(session.csrf_token);
  return session;
}

export const currentSession = (): Promise<Session> => keep(send<Session>("GET", PATH, undefined, { guest: true }));

export const signInParameters = (email: string): Promise<StretchParameters> =>
  send<StretchParameters>("GET", `${PATH}/parameters?email=${encodeURIComponent(email)}`, undefined, { guest: true });

export const signIn = (email: string, loginKey: string): Promise<Session> =>
  keep(send<Session>("POST", PATH, { email, login_key: loginKey }, { guest: true }));

export async function signOut(): Promise<void> {
  await send<null>("DELETE", PATH);
  setCsrfToken(null);
}

export const setupNeeded = (): Promise<{ needed: boolean }> => send("GET", "/api/v1/setup", undefined, { guest: true });

export interface SetupForm {
  token: string;
  email: string;
  name: string;
  salt: string;
  login_key: string;
}

/** Creates the owner's account with the one-time link's token, which signs in as well. */
export async function setUp(form: SetupForm): Promise<Session> {
  await send<unknown>("POST", "/api/v1/setup", form, { guest: true });
  return currentSession();
}
