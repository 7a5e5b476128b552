/** What a profile holds, and how it stands in a request: by the fields that every definition names alike. Pure. */
import * as v from 'valibot';
import type { Answer, Answers, DocumentReference, Person } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { forms, isDay } from '../../catalogue/forms.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { contactFields } from '../requests/life/contacts.ts';
import { same } from '../requests/view/differences.ts';

/** Field ids. */
export const profileFields = {
  controller: contactFields.controller,
  officer: contactFields.protectionOfficer,
  document: 'safety_certification_document',
  means: 'safety_certification_means',
  authorityName: 'safety_certification_authority_name',
  authorityFunction: 'safety_certification_authority_function',
  begin: 'safety_certification_begin_date',
  end: 'safety_certification_end_date',
  team: 'technical_team_type',
  editor: 'technical_team_value',
  software: 'technical_team_software',
} as const;

export const profileKeys = ['controller', 'officer', 'homologation', 'editor'] as const;
export type ProfileKey = (typeof profileKeys)[number];

const Short = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const Named = (most: number) => v.pipe(Short(most), v.nonEmpty());

const PersonInput = v.object({
  given_name: Named(100),
  family_name: Named(100),
  email: v.pipe(Short(254), v.regex(forms.email)),
  phone: v.optional(Short(30), ''),
  job_title: v.optional(Short(150), ''),
});

const Day = v.pipe(v.string(), v.check(isDay));

const Homologation = v.object({
  /** « Décision n° 2026-12 »: what the document is called, where it is not among the requests. */
  reference: v.optional(Short(200), ''),
  authority_name: v.optional(Short(200), ''),
  authority_function: v.optional(Short(200), ''),
  begin: v.optional(v.union([Day, v.literal('')]), ''),
  end: v.optional(v.union([Day, v.literal('')]), ''),
});

const Editor = v.object({ name: Named(200), software: v.optional(Short(200), '') });

/** `PUT /organisations/:siret/profile`: null says that there is none; what is absent follows the requests. */
export const ProfileInput = v.object({
  controller: v.optional(v.nullable(PersonInput)),
  officer: v.optional(v.nullable(PersonInput)),
  homologation: v.optional(v.nullable(Homologation)),
  editor: v.optional(v.nullable(Editor)),
});

export interface ProfileContent {
  controller?: Person | null | undefined;
  officer?: Person | null | undefined;
  homologation?: HomologationValue | null | undefined;
  editor?: { name: string; software: string } | null | undefined;
}

export interface HomologationValue {
  reference: string;
  authority_name: string;
  authority_function: string;
  /** YYYY-MM-DD, or empty. */
  begin: string;
  end: string;
}

/** What the answers of a request say of its organisation; a key that they say nothing of is absent. */
export function profileIn(answers: Answers): ProfileContent & { document?: DocumentReference } {
  const text = (field: string) => {
    const answer = answers[field];
    return typeof answer === 'string' ? answer.trim() : '';
  };
  const person = (field: string) => {
    const answer = answers[field];
    return typeof answer === 'object' && 'email' in answer && answer.email ? (answer as Person) : undefined;
  };
  const [controller, officer] = [person(profileFields.controller), person(profileFields.officer)];
  const documents = answers[profileFields.document];
  const [document] = (Array.isArray(documents) ? documents : []) as DocumentReference[];
  const editor = text(profileFields.editor);
  return {
    ...(controller && { controller }),
    ...(officer && { officer }),
    // A questionnaire has a signature and a first day too: it is no homologation.
    ...(document && {
      document,
      homologation: {
        reference: '',
        authority_name: text(profileFields.authorityName),
        authority_function: text(profileFields.authorityFunction),
        begin: text(profileFields.begin),
        end: text(profileFields.end),
      },
    }),
    ...(editor && { editor: { name: editor, software: text(profileFields.software) } }),
  };
}

/** Whether a homologation may still be given: without an end, nobody knows. */
export function isOver({ end }: HomologationValue, today: string): boolean {
  return end !== '' && end < today;
}

/** The same as answers of a form: only of the fields it has, and only what it may store. */
export function offeredAnswers(
  { controller, officer, homologation, editor }: ProfileContent,
  definition: ApiDefinition,
  stage: string,
  today: string,
): Answers {
  const valid = homologation && !isOver(homologation, today) ? homologation : undefined;
  const all: Record<string, Answer | null | undefined> = {
    [profileFields.controller]: controller,
    [profileFields.officer]: officer,
    ...(valid && {
      [profileFields.means]: 'homologation',
      [profileFields.authorityName]: valid.authority_name,
      [profileFields.authorityFunction]: valid.authority_function,
      [profileFields.begin]: valid.begin,
      [profileFields.end]: valid.end,
    }),
    ...(editor && {
      [profileFields.team]: 'software_company',
      [profileFields.editor]: editor.name,
      [profileFields.software]: editor.software,
    }),
  };
  const known = new Set(fieldsOf(definition, stage).map(({ id }) => id));
  const answers = Object.fromEntries(
    Object.entries(all).filter(([id, answer]) => known.has(id) && answer),
  ) as Answers;
  const context = { answers, eligibility: {}, use_case: '' };
  const unfit = checkAnswers(definition, stage, context, { draft: true }).map(({ field }) => field);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !unfit.includes(id)));
}

/** Keys that differ. */
export function changedKeys(before: ProfileContent, after: ProfileContent): ProfileKey[] {
  return profileKeys.filter((key) => !same(before[key], after[key]));
}
