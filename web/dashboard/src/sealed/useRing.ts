import { useEffect, useState } from "preact/hooks";
import { useAsked } from "../api/useAnswer";

type Ring = typeof import("./keys/ring");

/** The keys' module, once it has been loaded, and whether the keys are open. */
export function useRing(): { ring: Ring | null; unlocked: boolean } {
  const { value } = useAsked("key ring", () => import("./keys/ring"));
  const [, setChanges] = useState(0);
  useEffect(() => value?.whenChanged(() => setChanges((old) => old + 1)), [value]);
  return { ring: value, unlocked: value?.isUnlocked() ?? false };
}
