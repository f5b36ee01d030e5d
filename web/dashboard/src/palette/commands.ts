/** Something that the palette can do or go to. */
export interface Command {
  /** Tells it from others of its group. */
  id: string;
  group: string;
  label: string;
  /** Further words by which it is found. */
  words?: string;
  /** The single key that does the same. */
  key?: string;
  run: () => void;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well one typed word fits: the beginning of a word best, letters in order least; 0 where it does not. */
function fit(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  if (at > 0) return /[\s/:·–-]/.test(text[at - 1] ?? "") ? 3 : 2;
  let from = 0;
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return word.length >= 3 ? 1 : 0;
}

/** Those that fit every typed word, the best first; of equal ones the order stays. */
export function ranked(commands: readonly Command[], typed: string): Command[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  return commands
    .map((command, place) => {
      const label = plain(command.label);
      const more = plain(`${command.group} ${command.words ?? ""}`);
      // Letters in order mean something in a label only; in a group's name they fit everything.
      const scores = words.map((word) => Math.max(fit(word, label) * 2, more.includes(word) ? 1 : 0));
      return { command, place, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) - label.length / 1000 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ command }) => command);
}
