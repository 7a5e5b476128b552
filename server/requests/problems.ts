/** What may go wrong with a command, in words for a person. */
import type { Language } from '../http/language.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { dayAndTime } from '../pages/dates.ts';
import { longestReason, type Refusal } from './life/commands.ts';
import { eventDeeds } from './life/event-words.ts';
import type { EventName } from './life/events.ts';
import type { RequestState } from './life/lifecycle.ts';
import { stateLabels } from './view/words.ts';

/** Somebody else's request and one that never was answer alike: an id tells nothing. */
export function absent(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        404,
        'not-found',
        'Demande introuvable',
        'Cette demande n’existe pas, ou elle n’est pas ouverte à votre compte. Vérifiez l’adresse, ou l’organisation pour laquelle vous êtes connecté.',
      )
    : new Problem(
        404,
        'not-found',
        'Request not found',
        'This request does not exist, or is not open to your account. Check the address, or the organisation you signed in for.',
      );
}

export function refused(refusal: Refusal, state: RequestState, language: Language): Problem {
  const french = language === 'fr';
  switch (refusal) {
    case 'role':
      return french
        ? new Problem(
            403,
            'not-permitted',
            'Action réservée',
            'Vous pouvez lire cette demande, mais pas y faire cette action.',
          )
        : new Problem(403, 'not-permitted', 'Not permitted', 'You may read this request, not do this to it.');
    case 'state':
      return french
        ? new Problem(
            409,
            'command-refused',
            'Action impossible maintenant',
            `Dans l’état « ${stateLabels.fr[state]} », cette action n’est pas possible. Rechargez la demande pour voir ce qui l’est.`,
            { state },
          )
        : new Problem(
            409,
            'command-refused',
            'Not possible now',
            `In the state “${stateLabels.en[state]}” this is not possible. Reload the request to see what is.`,
            { state },
          );
    case 'organisation_fixed': {
      const message = french
        ? 'L’organisation ne change plus : elle est celle d’une demande déjà soumise. Faites une nouvelle demande pour l’autre.'
        : 'The organisation no longer changes: it is that of a request sent already. Make a new request for the other one.';
      return invalid([{ field: 'siret', code: 'fixed', message }], language);
    }
    case 'own_already':
    case 'take_over_asked':
    case 'take_over_unasked':
    case 'take_over_early':
      return new Problem(409, refusal.replaceAll('_', '-'), ...handoverWords[language][refusal]);
    case 'nothing_changed':
    case 'second_person':
    case 'hearing_needed':
    case 'hearing_open':
    case 'reminded_already':
      return new Problem(409, refusal.replaceAll('_', '-'), ...lifeWords[language][refusal]);
    case 'reason_missing':
    case 'reason_too_long': {
      const message =
        refusal === 'reason_missing'
          ? french
            ? 'Écrivez le motif : le demandeur le lira pour savoir quoi faire.'
            : 'Write the reason: the applicant will read it to know what to do.'
          : french
            ? `Raccourcissez le motif à ${longestReason} caractères au plus.`
            : `Shorten the reason to ${longestReason} characters at most.`;
      return invalid(
        [{ field: 'reason', code: refusal === 'reason_missing' ? 'required' : 'too_long', message }],
        language,
      );
    }
  }
}

const handoverWords: Record<
  Language,
  Record<'own_already' | `take_over_${'asked' | 'unasked' | 'early'}`, [string, string]>
> = {
  fr: {
    own_already: ['Cette demande est déjà la sienne', 'Choisissez une autre personne de votre organisation.'],
    take_over_asked: [
      'Une reprise est déjà proposée',
      'Une personne de votre organisation a déjà proposé de reprendre cette demande : voyez avec elle, ou attendez l’échéance.',
    ],
    take_over_unasked: [
      'Aucune reprise n’est proposée',
      'La proposition a été retirée ou a déjà abouti : rechargez la demande pour voir où elle en est.',
    ],
    take_over_early: [
      'Le délai n’est pas écoulé',
      'Le demandeur peut encore s’y opposer : la reprise se fera d’elle-même à l’échéance.',
    ],
  },
  en: {
    own_already: ['This request is theirs already', 'Choose somebody else of your organisation.'],
    take_over_asked: [
      'Somebody has offered already',
      'Somebody of your organisation has offered to take this request over: see with them, or wait for the day set.',
    ],
    take_over_unasked: [
      'Nobody has offered to take over',
      'The offer was withdrawn, or has been carried out: reload the request to see where it stands.',
    ],
    take_over_early: [
      'It is too early',
      'The applicant may still object: the request will be taken over by itself on the day set.',
    ],
  },
};

const lifeWords: Record<
  Language,
  Record<
    Extract<Refusal, 'nothing_changed' | 'second_person' | 'reminded_already' | `hearing_${string}`>,
    [string, string]
  >
> = {
  fr: {
    nothing_changed: [
      'Rien n’a changé',
      'Cette mise à jour dit la même chose que l’habilitation : changez une réponse, ou abandonnez la mise à jour.',
    ],
    second_person: [
      'Deux personnes décident',
      'Pour cette API, une personne donne un premier accord et une autre valide : voyez avec une ou un collègue.',
    ],
    hearing_needed: [
      'Le titulaire est d’abord entendu',
      'Annoncez la révocation envisagée et son motif, pour que le titulaire réponde (CRPA, art. L. 121-1) ; ou dites en quoi elle est urgente.',
    ],
    hearing_open: [
      'Le titulaire peut encore répondre',
      'Attendez sa réponse ou la fin du délai annoncé ; en cas d’urgence, dites-le dans le motif et cochez-la.',
    ],
    reminded_already: ['Rappel déjà envoyé', 'Ce rappel est parti : il n’est envoyé qu’une fois.'],
  },
  en: {
    nothing_changed: [
      'Nothing has changed',
      'This update says what the habilitation says: change an answer, or give the update up.',
    ],
    second_person: [
      'Two people decide',
      'For this API, one person gives a first agreement and another validates: see with a colleague.',
    ],
    hearing_needed: [
      'The holder is heard first',
      'Announce the revocation considered and its reason, so that the holder can answer (CRPA, art. L. 121-1); or say why it is urgent.',
    ],
    hearing_open: [
      'The holder may still answer',
      'Wait for their answer or for the end of the time announced; if it is urgent, say so in the reason and tick it.',
    ],
    reminded_already: ['Reminder sent already', 'This reminder has left: it is sent once.'],
  },
};

/** Something sent is wrong: the fields say what to do. */
export function invalid(fields: FieldProblem[], language: Language): Problem {
  return language === 'fr'
    ? new Problem(422, 'invalid', 'Saisie à corriger', 'Corrigez les champs signalés, puis renvoyez.', {
        fields,
      })
    : new Problem(422, 'invalid', 'Something to correct', 'Correct the fields named, then send again.', {
        fields,
      });
}

/** Not ready to be submitted. */
export function notReady(fields: FieldProblem[], language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        422,
        'not-ready',
        'Demande à compléter',
        'Complétez ou corrigez les réponses signalées, puis soumettez de nouveau. Rien n’est perdu.',
        { fields },
      )
    : new Problem(
        422,
        'not-ready',
        'Request to complete',
        'Complete or correct the answers named, then submit again. Nothing is lost.',
        { fields },
      );
}

/** The API is not in the catalogue any more. */
export function withdrawn(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        409,
        'api-withdrawn',
        'API retirée du catalogue',
        'Cette API n’est plus au catalogue : la demande peut être lue, mais plus avancer. Écrivez au fournisseur.',
      )
    : new Problem(
        409,
        'api-withdrawn',
        'API withdrawn from the catalogue',
        'This API is no longer in the catalogue: the request can be read, not moved on. Write to the provider.',
      );
}

/** What happened to the request meanwhile. */
export interface Meanwhile {
  version: number;
  state: RequestState;
  event: EventName;
  at: Date;
  /** Who, in words that this reader may see. */
  by: string;
}

/** Two people decided at the same moment, and the other one was first. */
export function lostRace(meanwhile: Meanwhile, language: Language): Problem {
  const detail =
    language === 'fr'
      ? `Entre-temps, ${meanwhile.by} ${eventDeeds.fr[meanwhile.event]} le ${dayAndTime(meanwhile.at, 'fr')}. La demande est dans l’état « ${stateLabels.fr[meanwhile.state]} ». Votre action n’a pas été faite.`
      : `Meanwhile, ${meanwhile.by} ${eventDeeds.en[meanwhile.event]} on ${dayAndTime(meanwhile.at, 'en')}. The request is in the state “${stateLabels.en[meanwhile.state]}”. Your action was not done.`;
  const title = language === 'fr' ? 'La demande a changé' : 'The request has changed';
  return new Problem(409, 'lost-race', title, detail, described(meanwhile));
}

/** The client's copy is old (`If-Match`): what it holds must be put on top of the present version. */
export function versionConflict(meanwhile: Meanwhile, language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        412,
        'version-conflict',
        'La demande a changé ailleurs',
        'Elle a été modifiée depuis un autre onglet ou par une autre personne : rechargez-la, puis renvoyez vos changements.',
        described(meanwhile),
      )
    : new Problem(
        412,
        'version-conflict',
        'The request has changed elsewhere',
        'It was changed in another tab or by somebody else: reload it, then send your changes again.',
        described(meanwhile),
      );
}

export function versionMissing(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        428,
        'version-missing',
        'Version absente',
        'Envoyez l’en-tête If-Match avec la version que vous avez lue.',
      )
    : new Problem(
        428,
        'version-missing',
        'Version missing',
        'Send the header If-Match with the version that you read.',
      );
}

const described = ({ version, state, event, at, by }: Meanwhile) => ({ version, state, event, at, by });
