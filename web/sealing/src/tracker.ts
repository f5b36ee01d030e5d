// All that a tracker needs: check who vouches for the key, write events compactly, seal.
export { compact } from "./compact";
export { type Sealing, vouched } from "./vouched";
