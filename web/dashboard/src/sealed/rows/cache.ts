/** Longer keys are answered anew each time. */
const longestKey = 512;
const capacity = 8_192;

/** Remembers answers by text. Bounded: a full one is begun anew, so that a flood of made-up keys costs hits, not memory. */
export const remembered = <T>(answer: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as T;
    const made = answer(key);
    if (key.length > longestKey) return made;
    if (known.size >= capacity) known.clear();
    known.set(key, made);
    return made;
  };
};
