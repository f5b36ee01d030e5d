// All that a tracker needs: check who vouches for the key, write events compactly, seal.
export { fromBase64Url } from "./bytes";
export { compact } from "./compact";
export { sealer } from "./seal";
export { verify } from "./statement";
export { type Sealing, vouched } from "./vouched";
