/** How the words on a wrong answer are put together, in any language. */

import type { Field } from '../definition.ts';
import type { AnswerProblem, MistakeCode } from '../problems.ts';

/**
 * One per problem, with names in braces: `about` is what the problem is about (« Titre du projet », or « Contact
 * technique », le nom), `expects` the words of the field's pattern, every other a parameter of the problem.
 */
export type Sentences = Record<MistakeCode | 'document', string>;

/** @param quoted a label in quotation marks */
export const messagesOf =
  (parts: Record<string, string>, quoted: (label: string) => string) =>
  (sentences: Partial<Record<string, string>>) =>
  ({ code, part, params }: AnswerProblem, field: Field | undefined): string => {
    const {
      label = '',
      missing,
      kind,
      pattern,
      questions,
    } = (field ?? {}) as Partial<Field & { kind: 'text' } & { questions: { id: string; label: string }[] }>;
    const required = code === 'required';
    if (required && !part && missing) return missing;
    const values: Record<string, unknown> = {
      about:
        quoted(label) + (part ? `, ${parts[part] ?? questions?.find(({ id }) => id === part)?.label}` : ''),
      expects: pattern ? ` (${pattern.expects})` : '',
      ...params,
    };
    return `${sentences[required && (kind as string) === 'documents' ? 'document' : code]}`.replace(
      /\{(\w+)\}/g,
      (_, name) => `${values[name]}`,
    );
  };
