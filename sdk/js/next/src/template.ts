type Params = Readonly<Record<string, string | string[] | undefined>>;

/** What a segment of a path is called, decoded where that is possible. */
const plain = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not what an encoder writes, so it stands as it is.
    return segment;
  }
};

/**
 * A path as the route is written: `/products/71` with `{ id: "71" }` is `/products/[id]`, a list is `[...id]`. Of equal segments the last is taken first, since names
 * of resources stand before their ids.
 */
export const templateOf = (path: string, params: Params | null | undefined): string => {
  const segments = path.split("/");
  const names = segments.map(plain);
  for (const [name, value] of Object.entries(params ?? {}).reverse()) {
    if (value === undefined) continue;
    const values = [value].flat().map(plain);
    for (let at = names.length - values.length; at > 0; at--) {
      if (!values.every((one, place) => names[at + place] === one)) continue;
      const word = Array.isArray(value) ? `[...${name}]` : `[${name}]`;
      segments.splice(at, values.length, word);
      // No other parameter is looked for in here.
      names.splice(at, values.length, "/");
      break;
    }
  }
  return segments.join("/");
};
