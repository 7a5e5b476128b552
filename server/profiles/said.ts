/** What a profile offers to a form, in words. Pure. */
import type { OfferWords, ProfileEntry, ProfileView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import { dateInWords } from '../pages/dates.ts';
import { type ProfileKey, profileFields, profileKeys } from './content.ts';

type Entries = Pick<ProfileView, ProfileKey>;

/** Fields that each entry answers. */
const fieldsOfEntry: Record<ProfileKey, readonly string[]> = {
  controller: [profileFields.controller],
  officer: [profileFields.officer],
  homologation: [
    profileFields.means,
    profileFields.document,
    profileFields.authorityName,
    profileFields.authorityFunction,
    profileFields.begin,
    profileFields.end,
  ],
  editor: [profileFields.team, profileFields.editor, profileFields.software],
};

export const entryLabels: Record<Language, Record<ProfileKey, string>> = {
  fr: {
    controller: 'Responsable de traitement',
    officer: 'Délégué à la protection des données',
    homologation: 'Homologation de sécurité',
    editor: 'Éditeur habituel',
  },
  en: {
    controller: 'Controller',
    officer: 'Data protection officer',
    homologation: 'Security certification',
    editor: 'Usual publisher',
  },
};

/** The value of an entry, short; empty where nothing is known. */
export function entryText(entries: Entries, key: ProfileKey, language: Language): string {
  const { controller, officer, homologation, editor } = entries;
  switch (key) {
    case 'homologation': {
      const { value } = homologation;
      if (!value) return '';
      const until = value.end && words[language].until(dateInWords(value.end, language));
      return [value.reference || value.document?.name, value.authority_name, until]
        .filter(Boolean)
        .join(', ');
    }
    case 'editor':
      return [editor.value?.name, editor.value?.software].filter(Boolean).join(', ');
    default: {
      const { value } = key === 'controller' ? controller : officer;
      return value
        ? `${value.given_name ?? ''} ${value.family_name ?? ''}`.trim() || (value.email ?? '')
        : '';
    }
  }
}

/**
 * For each entry that answers something of a form: which fields, and « Responsable de traitement : Alix Bernard (d’après
 * la demande D1042 de Camille Martin, soumise le 16 novembre 2026) ».
 * @param offered ids of fields
 */
export function saidOf(
  entries: Entries,
  offered: string[],
  language: Language,
): { fields: string[]; text: string }[] {
  return profileKeys.flatMap((key) => {
    const fields = fieldsOfEntry[key].filter((id) => offered.includes(id));
    if (fields.length === 0) return [];
    const { text }: ProfileEntry<unknown> = entries[key];
    const source = text.charAt(0).toLowerCase() + text.slice(1);
    const label = entryLabels[language][key];
    return [{ fields, text: words[language].said(label, entryText(entries, key, language), source) }];
  });
}

export const offerWords: Record<Language, OfferWords> = {
  fr: {
    title: 'Votre organisation a déjà donné',
    take: 'Reprendre',
    refuse: 'Non merci',
    taken: 'Repris du profil de votre organisation',
    undo: 'Annuler',
    edit: 'Voir ou modifier le profil',
    tag: 'Repris du profil',
    back: 'Reprendre la réponse du profil',
  },
  en: {
    title: 'Your organisation has given before',
    take: 'Use this',
    refuse: 'No thank you',
    taken: 'Taken from your organisation’s profile',
    undo: 'Undo',
    edit: 'See or change the profile',
    tag: 'From the profile',
    back: 'Take the profile’s answer again',
  },
};

const words = {
  fr: {
    until: (end: string) => `valable jusqu’au ${end}`,
    said: (label: string, value: string, source: string) => `${label} : ${value} (${source})`,
  },
  en: {
    until: (end: string) => `valid until ${end}`,
    said: (label: string, value: string, source: string) => `${label}: ${value} (${source})`,
  },
} satisfies Record<Language, object>;
