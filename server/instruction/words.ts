/** What changed between two texts, by words: what an instructor reads first on a second submission. */

export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this product of lengths (words), or below this share in common, the texts are shown whole. */
const tooLong = 1_000_000;
const tooDifferent = 0.4;

/** The pieces in reading order; joined without the added ones they give `before`, without the removed ones `after`. */
export function changedWords(before: string, after: string): Piece[] {
  const old = words(before);
  const fresh = words(after);
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  if (old.length * fresh.length > tooLong) return whole.filter(({ text }) => text !== '');
  const pieces = align(old, fresh);
  const kept = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
  const similar = kept >= tooDifferent * Math.max(before.length, after.length);
  return similar ? pieces : whole.filter(({ text }) => text !== '');
}

/** Each word with the space that follows it. */
function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** Longest common subsequence; neighbours of one kind are joined. */
function align(old: string[], fresh: string[]): Piece[] {
  const width = fresh.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text = '') => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      add('same', old[i++]);
      j++;
    } else if (j >= fresh.length || (i < old.length && at(i + 1, j) >= at(i, j + 1)))
      add('removed', old[i++]);
    else add('added', fresh[j++]);
  }
  return pieces;
}
