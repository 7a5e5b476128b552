/** What is said of a contact that is not of the kind asked for, in English. */
import type { ContactCode } from '../problems.ts';

export const contactSentences: Record<ContactCode, string> = {
  mobile: '{about}: write a French mobile number, such as 06 12 34 56 78.',
};
