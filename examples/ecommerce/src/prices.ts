/** In cents. */
export const prices: Readonly<Record<string, number>> = { Arc: 4250, Bell: 1990, Cone: 12900 };
