/**
 * What answers name and only the server knows: habilitations of the organisation, questionnaires of its publisher,
 * certified publishers. Pure.
 */
import type { Answers } from '../../../catalogue/answers.ts';
import { isAnswered } from '../../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { editorCalled, franceConnectCertified } from '../../../catalogue/editors.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { Language } from '../../http/language.ts';
import type { FieldProblem } from '../../http/problem.ts';
import { isLending, lenderIn } from '../view/lent.ts';
import { asksHabilitation, habilitationNumber, type Surroundings } from '../view/surroundings.ts';

/** @param answers without those of fields that are not asked */
export function namedProblems(
  definition: ApiDefinition,
  stage: string,
  answers: Answers,
  { held, lent, editors, titleOf }: Pick<Surroundings, 'held' | 'lent' | 'editors' | 'titleOf'>,
  language: Language,
): FieldProblem[] {
  return fieldsOf(definition, stage).flatMap((field): FieldProblem[] => {
    const answer = answers[field.id];
    if (!isAnswered(answer)) return [];
    const path = `answers.${field.id}`;
    if (asksHabilitation(field)) {
      const number = habilitationNumber(answer);
      const known = held.some((one) => one.api === field.habilitation && one.number === number);
      const message = words[language].habilitation(titleOf(field.habilitation));
      return known ? [] : [{ field: path, code: 'habilitation_not_held', message }];
    }
    if (isLending(field)) {
      const number = habilitationNumber(answer);
      if (number !== undefined && lent.get(field.id)?.includes(number)) return [];
      const { name } = lenderIn(answers, field, editors);
      return [{ field: path, code: 'not_lent', message: words[language].lent(name) }];
    }
    if (field.kind === 'text' && field.editor) {
      const certified = franceConnectCertified(editorCalled(editors, `${answer}`));
      return certified
        ? []
        : [{ field: path, code: 'editor_not_certified', message: words[language].editor }];
    }
    return [];
  });
}

const words = {
  fr: {
    habilitation: (api: string) =>
      `Votre organisation n’a pas d’habilitation « ${api} » en cours sous ce numéro : choisissez-en une autre, demandez d’abord « ${api} », ou changez de modalité.`,
    lent: (publisher: string) =>
      `${publisher} n’a pas de questionnaire de sécurité en cours de validité sous ce numéro : vérifiez-le auprès de votre éditeur, ou effacez-le pour répondre vous-même au questionnaire.`,
    editor:
      'FranceConnect n’a pas certifié d’éditeur de ce nom : vérifiez-le auprès de votre éditeur, ou donnez une habilitation FranceConnect de votre organisation.',
  },
  en: {
    habilitation: (api: string) =>
      `Your organisation holds no “${api}” habilitation in force under this number: choose another, ask for “${api}” first, or choose another way.`,
    lent: (publisher: string) =>
      `${publisher} has no security questionnaire in force under this number: check it with your publisher, or clear it to answer the questionnaire yourself.`,
    editor:
      'FranceConnect has certified no publisher of this name: check it with yours, or give a FranceConnect habilitation of your organisation.',
  },
};
