/** Which documents answers refer to. Pure. */
import type { Answers } from '../../catalogue/answers.ts';

export function refersTo(answers: Answers | null, documentId: string): boolean {
  return Object.values(answers ?? {}).some(
    (answer) =>
      Array.isArray(answer) && answer.some((item) => typeof item === 'object' && item.id === documentId),
  );
}
