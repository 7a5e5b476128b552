/** What changed between two texts, by words: what an instructor reads first on a second submission. */
import { diffArrays } from 'diff';

export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this number of changes, or below this share in common, the texts are shown whole. */
const tooMany = 1_000;
const tooDifferent = 0.4;

/** Words, spaces and punctuation, as Unicode tells them apart. Made once: making one costs more than a comparison. */
const segmenter = new Intl.Segmenter('fr', { granularity: 'word' });

/** The pieces in reading order; joined without the added ones they give `before`, without the removed ones `after`. */
export function changedWords(before: string, after: string): Piece[] {
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  const changes = diffArrays(words(before), words(after), { maxEditLength: tooMany });
  const pieces = joined(
    (changes ?? []).map(({ added, removed, value }): Piece => {
      return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
    }),
  );
  const kept = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
  const similar = changes && kept >= tooDifferent * Math.max(before.length, after.length);
  return similar ? pieces : whole.filter(({ text }) => text !== '');
}

const words = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** Where nothing but a space stands between two changes, they are one: a sentence that changed reads as a sentence. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [place, { kind, text }] of pieces.entries()) {
    const between = place > 0 && place < pieces.length - 1 && text.trim() === '' && !text.includes('\n');
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (between && removed && added) {
      removed += text;
      added += text;
    } else {
      flush();
      result.push({ kind, text });
    }
  }
  flush();
  return result;
}
