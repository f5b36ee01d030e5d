// What a test needs of a vault's log, in one module that is compiled for it.
export { addMember, createVault } from "@footfall/sealing/log-writer";
export { readLog } from "@footfall/sealing/membership";
export { generatePair, signingKey } from "@footfall/sealing/pairs";
