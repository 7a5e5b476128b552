/**
 * An organisation's profile: for each entry, what somebody wrote by hand, else what the last submitted request that
 * names it says. Nothing of the requests is copied: what they no longer say, the profile no longer says.
 */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Database } from '../database/connection.ts';
import type { ProfileEntry, ProfileView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import { type OrganisationRow, organisationView } from '../organisations/view.ts';
import { day } from '../pages/dates.ts';
import { parisDay } from '../requests/dates.ts';
import {
  isOver,
  offeredAnswers,
  type ProfileContent,
  type ProfileKey,
  profileFields,
  profileKeys,
} from './content.ts';
import { entryLabels, offerWords, saidOf } from './said.ts';
import {
  type KeptProfile,
  keptProfile,
  profileHistory,
  type Said,
  saidByRequests,
  unwritten,
} from './store.ts';

/** All that is known of an organisation: what its view, and the page where it is written, are made of. */
export interface KnownProfile {
  organisation: OrganisationRow;
  kept: KeptProfile;
  said: Said[];
  history: Awaited<ReturnType<typeof profileHistory>>;
}

export async function readProfile(database: Database, organisation: OrganisationRow): Promise<KnownProfile> {
  const [kept, said, history] = await Promise.all([
    keptProfile(database, organisation.id),
    saidByRequests(database, organisation.id),
    profileHistory(database, organisation.id),
  ]);
  return { organisation, kept, said, history };
}

/** @param target the form that is to be filled: what is offered then fits it */
export function profileView(
  { organisation, kept, said, history }: KnownProfile,
  now: Date,
  language: Language,
  target?: { definition: ApiDefinition; stage: string },
): Omit<ProfileView, 'url'> {
  const t = words[language];
  const today = parisDay(now);
  const entry = <K extends ProfileKey>(key: K) => entryOf(key, kept, said, language);
  const homologation = entry('homologation');
  const source = homologation.source === 'request' ? said.find((one) => one.homologation) : undefined;
  const document = source?.document;
  const shown = homologation.value && {
    ...homologation.value,
    over: isOver(homologation.value, today),
    document:
      source && document
        ? { id: document.id, name: document.name, size: document.size, request: source.requestId }
        : null,
  };
  const [controller, officer, editor] = [entry('controller'), entry('officer'), entry('editor')];
  const content: ProfileContent = {
    controller: controller.value,
    officer: officer.value,
    homologation: homologation.value,
    editor: editor.value,
  };
  const view = {
    organisation: organisationView(organisation, language),
    version: kept.version,
    controller,
    officer,
    homologation: { ...homologation, value: shown },
    editor,
    history: history.map(({ at, by, keys }) => ({
      at: at.toISOString(),
      by,
      keys,
      text: t.changed(labels(keys, language), by, day(at, language)),
    })),
  };
  if (!target) return view;
  const answers = offeredAnswers(content, target.definition, target.stage, today);
  const documents = shown?.document && !shown.over ? offeredDocument(shown.document, target) : [];
  const fields = [...Object.keys(answers), ...documents.map(({ field }) => field)];
  return {
    ...view,
    offered: { answers, documents, said: saidOf(view, fields, language), words: offerWords[language] },
  };
}

function offeredDocument(
  { id, name, size, request }: { id: string; name: string; size: number; request: string },
  { definition, stage }: { definition: ApiDefinition; stage: string },
) {
  const field = fieldsOf(definition, stage).find((one) => one.id === profileFields.document);
  return field ? [{ field: field.id, request, document_id: id, name, size }] : [];
}

/** One entry: what was written by hand, else what the requests say. */
function entryOf<K extends ProfileKey>(
  key: K,
  kept: KeptProfile,
  said: Said[],
  language: Language,
): ProfileEntry<NonNullable<ProfileContent[K]>> {
  const t = words[language];
  const edited = kept.content[key];
  if (edited !== undefined && kept.updatedAt) {
    return {
      value: edited as NonNullable<ProfileContent[K]> | null,
      source: 'edited',
      text: t.edited(kept.updatedBy ?? '', day(kept.updatedAt, language)),
    };
  }
  const found = said.find((one) => one[key]);
  if (!found) return { value: null, source: 'none', text: t.none };
  return {
    value: found[key] as NonNullable<ProfileContent[K]>,
    source: 'request',
    text: t.request(`D${found.number}`, found.by, day(found.at, language)),
  };
}

/** What the requests alone say, whatever was written by hand. */
export function entriesSaid(said: Said[], language: Language): Pick<ProfileView, ProfileKey> {
  const entries = profileKeys.map((key) => [key, entryOf(key, unwritten, said, language)]);
  return Object.fromEntries(entries) as Pick<ProfileView, ProfileKey>;
}

function labels(keys: string[], language: Language): string {
  const known = profileKeys.filter((key) => keys.includes(key)).map((key) => entryLabels[language][key]);
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(known);
}

const words = {
  fr: {
    none: 'Pas encore connu',
    edited: (by: string, when: string) => `Écrit par ${by} ; dernière modification du profil le ${when}`,
    request: (number: string, by: string, when: string) =>
      `D’après la demande ${number} de ${by}, soumise le ${when}`,
    changed: (what: string, by: string, when: string) => `${what} : modification par ${by} le ${when}`,
  },
  en: {
    none: 'Not known yet',
    edited: (by: string, when: string) => `Written by ${by}; profile last changed on ${when}`,
    request: (number: string, by: string, when: string) =>
      `From request ${number} of ${by}, submitted on ${when}`,
    changed: (what: string, by: string, when: string) => `${what}: changed by ${by} on ${when}`,
  },
} satisfies Record<Language, object>;
