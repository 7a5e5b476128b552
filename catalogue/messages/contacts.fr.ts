/** What is said of a contact that is not of the kind asked for, in French. */
import type { ContactCode } from '../problems.ts';

export const contactSentences: Record<ContactCode, string> = {
  mobile: '{about} : écrivez un numéro de mobile français, comme 06 12 34 56 78.',
};
