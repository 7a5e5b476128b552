/** What may go wrong with a document, in words for a person. */
import type { Definition } from '../../catalogue/definition.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';

type DocumentsField = Extract<Definition['steps'][number]['fields'][number], { kind: 'documents' }>;
export type Accepted = DocumentsField['accepts'][number];

const kinds: Record<Language, Record<Accepted, string>> = {
  fr: { pdf: 'un PDF', spreadsheet: 'un tableur (ods, xlsx, xls, sxc, csv)' },
  en: { pdf: 'a PDF', spreadsheet: 'a spreadsheet (ods, xlsx, xls, sxc, csv)' },
};

/** The content is not what the field takes, whatever its name says. */
export function wrongContent(field: string, accepts: readonly Accepted[], language: Language): Problem {
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(
    accepts.map((kind) => kinds[language][kind]),
  );
  const message =
    language === 'fr'
      ? `Ce fichier n’est pas ${list}, quel que soit son nom : exportez le document dans ce format, sans mot de passe, puis joignez-le.`
      : `This file is not ${list}, whatever its name: export the document to that format, without a password, then attach it.`;
  return refusedDocument(field, 'content', message, language);
}

/** A package that would fill the disk of who opens it. */
export function swelling(field: string, language: Language): Problem {
  const message =
    language === 'fr'
      ? 'Ce fichier contient bien plus de données que sa taille ne le dit : gardez-en les feuilles utiles, puis joignez-le.'
      : 'This file holds far more data than its size says: keep the sheets that are needed, then attach it.';
  return refusedDocument(field, 'content', message, language);
}

function refusedDocument(field: string, code: string, message: string, language: Language): Problem {
  const title = language === 'fr' ? 'Document refusé' : 'Document refused';
  return new Problem(422, 'document-refused', title, message, {
    fields: [{ field: `answers.${field}`, code, message }],
  });
}

export function infected(field: string, language: Language): Problem {
  const message =
    language === 'fr'
      ? 'L’antivirus a trouvé un logiciel malveillant dans ce fichier : il n’a pas été gardé. Joignez une version saine.'
      : 'The antivirus found malicious software in this file: it was not kept. Attach a clean version.';
  return refusedDocument(field, 'infected', message, language);
}

export function tooMany(field: string, message: string, language: Language): Problem {
  const title = language === 'fr' ? 'Trop de documents' : 'Too many documents';
  return new Problem(422, 'too-many-documents', title, message, {
    fields: [{ field: `answers.${field}`, code: 'too_many_documents', message }],
  });
}

export function absentDocument(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        404,
        'not-found',
        'Document introuvable',
        'Ce document n’existe pas, ou a été retiré de la demande.',
      )
    : new Problem(
        404,
        'not-found',
        'Document not found',
        'There is no such document, or it was removed from the request.',
      );
}

/** Nothing is looked for in the text of this document. */
export function absentReading(language: Language): Problem {
  return language === 'fr'
    ? new Problem(404, 'not-found', 'Pas de lecture', 'Le texte de ce document n’est pas vérifié.')
    : new Problem(404, 'not-found', 'No reading', 'The text of this document is not checked.');
}

/** The provider does not ask for this form, or not from this person. */
export function absentForm(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        404,
        'not-found',
        'Document à signer introuvable',
        'Cette API ne demande pas ce document, ou pas de cette personne : le formulaire dit lesquels il faut.',
      )
    : new Problem(
        404,
        'not-found',
        'Form not found',
        'This API does not ask for this form, or not from this person: the request says which are needed.',
      );
}

/** No field of this name takes documents. */
export function absentField(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        404,
        'not-found',
        'Champ introuvable',
        'Aucun champ de ce formulaire ne prend de document sous ce nom.',
      )
    : new Problem(
        404,
        'not-found',
        'Field not found',
        'No field of this form takes documents under this name.',
      );
}

/** Not served: not looked at yet, or found infected since. */
export function notServed(scan: 'pending' | 'infected', language: Language): Problem {
  if (scan === 'infected') {
    return language === 'fr'
      ? new Problem(
          403,
          'document-infected',
          'Document bloqué',
          'L’antivirus a trouvé un logiciel malveillant : le document n’est pas servi.',
        )
      : new Problem(
          403,
          'document-infected',
          'Document blocked',
          'The antivirus found malicious software: the document is not served.',
        );
  }
  return language === 'fr'
    ? new Problem(
        503,
        'document-pending',
        'Analyse en cours',
        'L’antivirus n’a pas encore examiné ce document : réessayez dans quelques minutes.',
      )
    : new Problem(
        503,
        'document-pending',
        'Scan under way',
        'The antivirus has not examined this document yet: try again in a few minutes.',
      );
}
