/** Why requests cannot make one file, or a draft of a file cannot do something alone, in words for a person. */
import type { TogetherView } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';

export type JoinRefusal = 'unknown' | 'not_draft' | 'organisation' | 'same_api' | 'continues';

/** @param number of the request named, or of the one that stands against it */
export function cannotJoin(reason: JoinRefusal, language: Language, number = ''): Problem {
  const message = joining[language][reason](number);
  return new Problem(422, 'cannot-join', joining[language].title, message, {
    fields: [{ field: 'with', code: reason, message }],
  });
}

const joining: Record<Language, Record<JoinRefusal, (number: string) => string> & { title: string }> = {
  fr: {
    title: 'Cette API ne peut pas être ajoutée au dossier',
    unknown: () =>
      'Le brouillon à compléter n’existe pas, ou n’est pas le vôtre : vérifiez l’organisation pour laquelle vous êtes connecté, ou faites une demande à part.',
    not_draft: (number) =>
      `La demande ${number} n’est plus un brouillon : on n’y ajoute plus d’API. Faites une demande à part.`,
    organisation: (number) =>
      `Le dossier de ${number} est celui d’une autre organisation : gardez la même, ou faites une demande à part.`,
    same_api: (number) =>
      `Ce dossier demande déjà cette API : reprenez ${number}, ou faites une demande à part.`,
    continues: () => 'Une demande qui en continue une autre a déjà son dossier : faites-la à part.',
  },
  en: {
    title: 'This API cannot be added to the file',
    unknown: () =>
      'The draft to add to does not exist, or is not yours: check the organisation you signed in for, or make a request of its own.',
    not_draft: (number) =>
      `The request ${number} is no longer a draft: no API is added to it. Make a request of its own.`,
    organisation: (number) =>
      `The file of ${number} is another organisation’s: keep the same one, or make a request of its own.`,
    same_api: (number) =>
      `This file asks for this API already: resume ${number}, or make a request of its own.`,
    continues: () => 'A request that continues another has its file already: make it on its own.',
  },
};

/** An answer, a document or the organisation is the lead's, and changed there. */
export function answerOfLead(fields: string[], lead: TogetherView['with'], language: Language): Problem {
  const { number, api_title: title } = lead;
  const message =
    language === 'fr'
      ? `Cette réponse est commune au dossier : changez-la dans ${number} (${title}).`
      : `This answer is common to the file: change it in ${number} (${title}).`;
  return new Problem(
    409,
    'answer-of-lead',
    language === 'fr' ? 'Réponse commune au dossier' : 'Answer common to the file',
    message,
    {
      fields: fields.map((field) => ({ field, code: 'answer_of_lead', message })),
      with: lead,
    },
  );
}

/** A draft that is filled in with another is sent with it. */
export function sentWithLead(lead: TogetherView['with'], language: Language): Problem {
  const { number, api_title: title } = lead;
  const extra = { with: lead };
  return language === 'fr'
    ? new Problem(
        409,
        'sent-with-lead',
        'Cette demande part avec son dossier',
        `Elle partage les réponses de ${number} (${title}) : soumettez ${number} avec elle, ou retirez-la d’abord du dossier.`,
        extra,
      )
    : new Problem(
        409,
        'sent-with-lead',
        'This request is sent with its file',
        `It shares the answers of ${number} (${title}): submit ${number} with it, or take it out of the file first.`,
        extra,
      );
}

/** Of those sent together, one has changed since it was read, or is in the file no more. */
export function fileChanged(request: string, language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        412,
        'version-conflict',
        'Le dossier a changé ailleurs',
        'Une des demandes à envoyer a changé, ou n’est plus dans ce dossier : rechargez la page, vérifiez, puis soumettez de nouveau. Rien n’a été envoyé.',
        { request },
      )
    : new Problem(
        412,
        'version-conflict',
        'The file has changed elsewhere',
        'One of the requests to send has changed, or is not in this file any more: reload the page, check, then submit again. Nothing was sent.',
        { request },
      );
}
