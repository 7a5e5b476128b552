/** Words of what the clock and the rules say on the page of a request. */
import type { ConditionName } from '../clock/verdict.ts';
import type { Language } from '../http/language.ts';

interface ClockWords {
  clock: string;
  round: (number: number) => string;
  days: (days: number) => string;
  open: string;
  total: string;
  target: string;
  late: string;
  legal: string;
  legalStates: Record<'far' | 'near' | 'over', string>;
  endsSooner: string;
  over: string;
  rule: string;
  ruleHint: string;
  named: (label: string, version: number) => string;
  none: string;
  met: string;
  unmet: string;
  conditions: Record<ConditionName, string>;
  outcomes: Record<'decides' | 'drawn' | 'shown' | 'not', string>;
}

export const clockWords: Record<Language, ClockWords> = {
  fr: {
    clock: 'Délais',
    round: (number) => `Tour ${number}`,
    days: (days) => (days < 1 ? 'moins d’un jour' : days === 1 ? '1 jour' : `${days} jours`),
    open: 'en cours',
    total: 'En tout chez nous',
    target: 'Objectif par tour',
    late: 'objectif dépassé',
    legal: 'Le silence vaut refus le',
    legalStates: { far: '', near: 'bientôt', over: 'date passée : répondez quand même' },
    endsSooner:
      'Elle se termine plus tôt si l’homologation ou le questionnaire de sécurité se termine avant : l’aperçu du courriel donne la date.',
    over: 'L’homologation ou le questionnaire de sécurité n’est plus valable, et l’habilitation serait échue dès sa délivrance : demandez une modification, pour en avoir les nouvelles dates',
    rule: 'Ce que dirait la règle',
    ruleHint: 'Calculé sur la dernière version envoyée. La règle ne sait rien de ce que vous lisez.',
    named: (label, version) => `« ${label} », version ${version}`,
    none: 'Aucune règle ne porte sur ce cas d’usage : une personne décide.',
    met: 'remplie',
    unmet: 'non remplie',
    conditions: {
      checks: 'Tous les points vérifiés sont conformes, sans explication à lire',
      organisation:
        'L’organisation est ouverte, de la catégorie déclarée, et le lien du demandeur est vérifié',
      scopes: 'Les données demandées sont celles du modèle, sans autre',
      officer: 'Le délégué à la protection des données a confirmé ce qui est envoyé',
      documents: 'Aucun document n’attend l’antivirus, ni n’est refusé par lui',
      occasion: 'C’est une première demande, ou un renouvellement que la règle accepte',
      untouched: 'Aucun instructeur n’est encore intervenu',
    },
    outcomes: {
      decides: 'La règle valide cette demande.',
      drawn: 'Toutes les conditions sont remplies ; tirée au sort, la demande revient à une personne.',
      shown: 'Toutes les conditions sont remplies. La règle ne décide pas : elle est à l’essai.',
      not: 'La règle laisse cette demande à une personne.',
    },
  },
  en: {
    clock: 'Delays',
    round: (number) => `Round ${number}`,
    days: (days) => (days < 1 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`),
    open: 'under way',
    total: 'With us in all',
    target: 'Target for a round',
    late: 'target missed',
    legal: 'Silence means refusal on',
    legalStates: { far: '', near: 'soon', over: 'date past: answer all the same' },
    endsSooner:
      'It ends sooner if the security certification or questionnaire does: the preview of the mail gives the date.',
    over: 'The security certification or questionnaire is no longer valid, and the habilitation would begin ended: ask for a change, to have its new dates',
    rule: 'What the rule would say',
    ruleHint: 'Reckoned over what was last sent. The rule knows nothing of what you read.',
    named: (label, version) => `“${label}”, version ${version}`,
    none: 'No rule looks at this use case: a person decides.',
    met: 'met',
    unmet: 'not met',
    conditions: {
      checks: 'Every point checked is as it should be, with no explanation to read',
      organisation:
        'The organisation is open, of the category declared, and the applicant’s link is verified',
      scopes: 'The data asked for are those of the model, and no others',
      officer: 'The data protection officer has confirmed what was sent',
      documents: 'No document waits for the virus scanner, or was refused by it',
      occasion: 'It is a first request, or a renewal that the rule accepts',
      untouched: 'No instructor has stepped in yet',
    },
    outcomes: {
      decides: 'The rule validates this request.',
      drawn: 'Every condition is met; drawn at random, the request goes to a person.',
      shown: 'Every condition is met. The rule does not decide: it is on trial.',
      not: 'The rule leaves this request to a person.',
    },
  },
};
