/** One shoe print around its own middle, toes up, about 7.5 × 15.5 units: the sole, and the heel below it. */
export const SOLE = "M.1-7.6C2.9-7.6 4-5 3.8-2.3 3.7-.4 3 .7 2.8 2.3H-2.3C-2.5.7-3.5-.8-3.7-2.8-3.9-5.5-2.6-7.6.1-7.6Z";
export const HEEL = "M-2.2 3.7H2.7C3 6.3 2.3 7.9.3 7.9S-2.4 6.3-2.2 3.7Z";
