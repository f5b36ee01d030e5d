/** What was typed into a field that takes several: words between spaces, commas or lines, each once. */
export const words = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
