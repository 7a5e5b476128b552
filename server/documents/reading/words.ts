/** What a reading says to a person. */
import type { Language } from '../../http/language.ts';
import type { Failure } from './limits.ts';

interface Words {
  /** Being read. */
  reading: string;
  /** Not scanned yet. */
  pending: string;
  infected: string;
  read(found: number, all: number): string;
  partly(read: number, all: number): string;
  noText: string;
  failed: Record<Failure, string>;
  page(number: number): string;
  missing(labels: string[]): string;
  /** A session too long ago. */
  dated(label: string, day: string): string;
  ticked: string;
  unknown: string;
}

export const readingWords: Record<Language, Words> = {
  fr: {
    reading: 'Nous lisons le document : la liste se remplit dans quelques secondes.',
    pending: 'L’antivirus n’a pas encore examiné ce document : il sera lu ensuite.',
    infected:
      'L’antivirus a trouvé un logiciel malveillant : retirez ce document et joignez une version saine.',
    read: (found, all) =>
      found === all
        ? 'Nous avons trouvé tous les points attendus. L’instructeur lira le texte.'
        : `Nous avons trouvé ${found} point${found > 1 ? 's' : ''} sur ${all}. Si les autres y sont en d’autres termes, cochez-les.`,
    partly: (read, all) => `Seules les ${read} premières pages sur ${all} ont été lues.`,
    noText:
      'Ce PDF est une image, sans texte à lire. Joignez-en une version avec du texte, ou cochez les points qu’il contient.',
    failed: {
      encrypted:
        'Ce PDF est protégé par un mot de passe : l’instructeur ne pourra pas l’ouvrir. Joignez-en une version sans mot de passe.',
      damaged: 'Ce PDF est abîmé ou incomplet. Enregistrez-le à nouveau en PDF, puis joignez-le.',
      too_heavy: 'Ce PDF est trop complexe pour être lu ici. Cochez les points qu’il contient.',
    },
    page: (number) => `page ${number}`,
    missing: (labels) => `Pas trouvé\u00a0: ${labels.join('\u202f; ')}.`,
    dated: (label, day) => `${label} (date lue\u00a0: ${day})`,
    ticked: 'Coché par le demandeur.',
    unknown: 'À cocher s’il y est.',
  },
  en: {
    reading: 'We are reading the document: the list fills in a few seconds.',
    pending: 'The antivirus has not examined this document yet: it will be read afterwards.',
    infected: 'The antivirus found malicious software: remove this document and attach a clean version.',
    read: (found, all) =>
      found === all
        ? 'We found everything expected. The instructor will read the text.'
        : `We found ${found} of ${all} points. If the others are there in other words, tick them.`,
    partly: (read, all) => `Only the first ${read} pages of ${all} were read.`,
    noText: 'This PDF is a picture, with no text to read. Attach a version with text, or tick what it holds.',
    failed: {
      encrypted:
        'This PDF is protected by a password: the instructor will not be able to open it. Attach a version without one.',
      damaged: 'This PDF is damaged or incomplete. Save it as a PDF again, then attach it.',
      too_heavy: 'This PDF is too complex to be read here. Tick what it holds.',
    },
    page: (number) => `page ${number}`,
    missing: (labels) => `Not found: ${labels.join('; ')}.`,
    dated: (label, day) => `${label} (date read: ${day})`,
    ticked: 'Ticked by the applicant.',
    unknown: 'Tick it if it is there.',
  },
};
