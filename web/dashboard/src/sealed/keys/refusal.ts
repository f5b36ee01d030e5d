/** The server gave something that its keys or signatures do not bear out. Nothing is sealed or opened on its word; a person has to look. */
export class Distrust extends Error {}

/** The value, or distrust in what should have been one. */
export const demand = <T>(value: T | null | undefined, message: string): T => {
  if (value === null || value === undefined) throw new Distrust(message);
  return value;
};
