/** What figures are about, in words: from the definition of the API, or of whichever has it where all are shown. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Catalogue } from '../catalogue/load.ts';
import type { Language } from '../http/language.ts';
import type { Filters } from './filters.ts';

export interface Labels {
  /** A step, a field or a check. */
  part: (id: string) => string;
  ground: (id: string) => string;
  /** The answer to a question of eligibility. */
  option: (question: string, option: string) => string;
  title: string;
}

export function labelsOf(
  catalogue: Pick<Catalogue, 'list' | 'localised'>,
  { provider, api, useCase }: Filters,
  language: Language,
): Labels {
  const all = catalogue.list().flatMap(({ id }) => catalogue.localised(id, language) ?? []);
  const some = all.filter((one) => (api ? one.id === api : !provider || one.provider.id === provider));
  // A form that has changed may no longer have what it was asked about: another may.
  const definitions = [...some, ...all];
  const first = (find: (definition: ApiDefinition) => string | undefined): string | undefined => {
    for (const definition of definitions) {
      const found = find(definition);
      if (found) return found;
    }
    return undefined;
  };
  const [chosen] = some;
  const t = words[language];
  const named = chosen?.use_cases.find(({ id }) => id === useCase)?.label;
  return {
    part: (id) =>
      first(
        (definition) =>
          definition.steps.find((step) => step.id === id)?.title ??
          definition.steps.flatMap(({ fields }) => fields).find((field) => field.id === id)?.label ??
          definition.checks?.find((check) => check.id === id)?.label,
      ) ??
      t.others[id] ??
      t.gone,
    ground: (id) =>
      first((definition) => definition.refusal_reasons.find((reason) => reason.id === id)?.label) ??
      (id ? t.gone : t.noGround),
    option: (question, option) =>
      first(
        ({ eligibility }) => eligibility.questions[question]?.options.find(({ id }) => id === option)?.label,
      ) ?? t.gone,
    title: api
      ? [chosen?.title ?? '', named].filter(Boolean).join(' – ')
      : provider
        ? (chosen?.provider.name ?? '')
        : t.all,
  };
}

const words: Record<
  Language,
  { all: string; gone: string; noGround: string; others: Record<string, string> }
> = {
  fr: {
    all: 'Toutes les API',
    gone: 'Partie du formulaire qui n’existe plus',
    noGround: 'Sans raison choisie dans la liste',
    others: {
      '': 'Avant la première étape',
      commitments: 'Les engagements',
      explanation: 'L’explication sur l’organisation',
    },
  },
  en: {
    all: 'All APIs',
    gone: 'Part of the form that no longer exists',
    noGround: 'Without a reason chosen from the list',
    others: {
      '': 'Before the first step',
      commitments: 'The commitments',
      explanation: 'The explanation about the organisation',
    },
  },
};
