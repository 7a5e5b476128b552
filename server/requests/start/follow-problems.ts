/** Why a request cannot continue another, or start in a later stage, in words for a person. */
import type { Path } from '../../../catalogue/paths.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { invalid } from '../problems.ts';

type Reason = 'unknown' | 'wrong_request' | 'not_validated' | 'organisation';

/** The request to follow is wrong: nobody's, of another API or stage, not validated, or of another organisation. */
export function cannotFollow(reason: Reason, language: Language, { number = '' } = {}): Problem {
  return invalid([{ field: 'follows', code: reason, message: reasons[language][reason](number) }], language);
}

const reasons: Record<Language, Record<Reason, (number: string) => string>> = {
  fr: {
    unknown: () =>
      'La demande à continuer n’existe pas, ou n’est pas ouverte à votre compte : vérifiez l’organisation pour laquelle vous êtes connecté.',
    wrong_request: (number) =>
      `La demande ${number} ne mène pas à cette étape : continuez une demande de la même API, à l’étape précédente.`,
    not_validated: (number) => `La demande ${number} n’est pas validée : la suite s’ouvre quand elle l’est.`,
    organisation: () => 'La suite se fait pour la même organisation : ne changez pas le SIRET.',
  },
  en: {
    unknown: () =>
      'The request to continue does not exist, or is not open to your account: check the organisation you signed in for.',
    wrong_request: (number) =>
      `The request ${number} does not lead to this stage: continue a request of the same API, in the stage before.`,
    not_validated: (number) => `The request ${number} is not validated: what follows opens when it is.`,
    organisation: () => 'What follows is for the same organisation: do not change the SIRET.',
  },
};

/** One request continues another; the one that does is named, so that it can be opened. */
export function alreadyContinued(child: { id: string; number: number }, language: Language): Problem {
  const number = `D${child.number}`;
  const extra = { id: child.id, number };
  return language === 'fr'
    ? new Problem(
        409,
        'already-continued',
        'La suite de cette demande existe déjà',
        `Reprenez la demande ${number} : elle continue celle-ci, avec ses réponses.`,
        extra,
      )
    : new Problem(
        409,
        'already-continued',
        'This request has been continued already',
        `Resume the request ${number}: it continues this one, with its answers.`,
        extra,
      );
}

/** The verdict of the decision tree does not open this stage. */
export function notOpen(title: string, text: string[], language: Language): Problem {
  const title_ = language === 'fr' ? 'Cette étape ne vous est pas ouverte' : 'This stage is not open to you';
  return new Problem(422, 'not-eligible', title || title_, text.join(' '));
}

/**
 * @param labels of the stage before and of the one asked for
 * @param validated a request that could be continued instead
 */
export function sandboxFirst(
  { question }: Path,
  { first, next }: { first: string; next: string },
  validated: { id: string; number: number } | undefined,
  language: Language,
): Problem {
  const words = starts[language];
  const number = validated && `D${validated.number}`;
  const detail = number ? words.continue(number) : question ? words.answer : words.begin(first, next);
  return new Problem(422, 'first-stage-first', words.title(first), detail, {
    fields: [
      { field: question ? `eligibility.${question}` : 'stage', code: 'first_stage_first', message: detail },
    ],
    ...(validated && { follows: { id: validated.id, number } }),
  });
}

const starts = {
  fr: {
    title: (first: string) => `D’abord « ${first} »`,
    continue: (number: string) =>
      `Continuez la demande ${number}, qui est validée : ses réponses seront reprises.`,
    answer: 'Répondez aux deux questions sur qui développe le service : elles disent par où commencer.',
    begin: (first: string, next: string) =>
      `Commencez par « ${first} ». « ${next} » se demande ensuite, ou tout de suite si votre éditeur a terminé ses essais avec cette API.`,
  },
  en: {
    title: (first: string) => `First “${first}”`,
    continue: (number: string) =>
      `Continue the request ${number}, which is validated: its answers will be taken over.`,
    answer: 'Answer the two questions on who develops the service: they say where to begin.',
    begin: (first: string, next: string) =>
      `Begin with “${first}”. “${next}” is asked for afterwards, or at once where your publisher has finished its tests with this API.`,
  },
};

/** The request that this one continues is validated no longer. */
export function precedentEnded(number: number, language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        409,
        'precedent-ended',
        'La demande précédente n’est plus validée',
        `Cette demande continue D${number}, qui ne l’est plus. Votre brouillon est conservé : écrivez au fournisseur.`,
      )
    : new Problem(
        409,
        'precedent-ended',
        'The request before is no longer validated',
        `This request continues D${number}, which no longer is. Your draft is kept: write to the provider.`,
      );
}
