/** A bitmap as Arrow has them, lowest bit first. */
export const bitmap = (length: number, holds: (place: number) => boolean): { bits: Uint8Array; set: number } => {
  const bits = new Uint8Array((length + 7) >> 3);
  let set = 0;
  for (let place = 0; place < length; place++) {
    if (!holds(place)) continue;
    bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
    set++;
  }
  return { bits, set };
};
