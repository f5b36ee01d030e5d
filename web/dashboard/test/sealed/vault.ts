// What a test needs of a vault's log and of segments, in one module that is compiled for it.
export { addMember, createVault } from "@footfall/sealing/log-writer";
export { readLog } from "@footfall/sealing/membership";
export { generatePair, signingKey } from "@footfall/sealing/pairs";
export { sealSegment } from "@footfall/sealing/segment";
export { chainOn, emptyChain } from "@footfall/sealing/segment-chain";
export { secretOf } from "@footfall/sealing/wrapping";
