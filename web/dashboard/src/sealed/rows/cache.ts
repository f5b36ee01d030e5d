/** Remembers answers by text. Bounded: a full one is begun anew, so that a flood of made-up keys costs hits, not memory. */
export const remembered = <T>(answer: (key: string) => T, capacity = 16_384): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as T;
    const made = answer(key);
    if (known.size >= capacity) known.clear();
    known.set(key, made);
    return made;
  };
};
