/** Padmé, as src/Sealing/Envelopes/Padme.cs, for lengths of 2 and more, where the shift is never negative. */
export const padded = (length: number): number => {
  const exponent = 31 - Math.clz32(length);
  const mask = (1 << (exponent - 32 + Math.clz32(exponent))) - 1;
  return (length + mask) & ~mask;
};
