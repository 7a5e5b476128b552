/** The applicant asks somebody to fill or confirm one step, or to comment the draft. */
import * as v from 'valibot';
import type { Answers, Person } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { forms } from '../../catalogue/forms.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import { newId } from '../database/columns.ts';
import type { Language } from '../http/language.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { emailNamed } from '../requests/life/contacts.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { invalid, refused } from '../requests/problems.ts';
import { knownDefinition, type RequestServices } from '../requests/store/execute.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import { asRead, ledBy } from '../together/draft.ts';
import { asksApart } from '../together/view.ts';
import {
  type InvitationKind,
  type InvitationRow,
  invitationDays,
  isOpenTo,
  mostOpen,
  mostPerDay,
} from './rules.ts';
import { keyHashOf, linkKey } from './secrets.ts';
import { keepInvitation } from './store.ts';
import { invitationKinds } from './tables.ts';

const Short = v.pipe(v.string(), v.maxLength(254));

/** `POST /requests/:id/invitations`: no words of the applicant's, whose mail would go out in the State's name. */
export const InvitationBody = v.object({
  kind: v.picklist(invitationKinds),
  step: v.optional(Short),
  field: v.optional(Short),
  email: v.optional(Short),
});

/**
 * @param loaded a request that the actor may read: who calls has checked
 * @throws {Problem} 403 not the applicant; 409 the state; 422 the step, the person or the address; 429 too many
 */
export async function invite(
  services: RequestServices,
  loaded: LoadedRequest,
  input: v.InferOutput<typeof InvitationBody>,
  actor: Actor,
  language: Language,
): Promise<{ row: InvitationRow; created: boolean }> {
  const { row } = loaded;
  mayInvite(row, actor, language);
  if (!isOpenTo(input.kind, row)) throw refused('state', row.state, language);
  const definition = await knownDefinition(services, row, language);
  const led = await ledBy(services, loaded, language);
  const whole = asRead(loaded, led);
  const apart = led && asksApart(whole, led, definition);
  const asked = askedOf(definition, whole.row, input, actor, language, apart);
  const { now, config, database, bell } = services;
  const id = newId();
  const at = now();
  const kept = await keepInvitation(database, {
    ...asked,
    id,
    requestId: row.id,
    language,
    keyHash: keyHashOf(linkKey(config, id)),
    invitedBy: actor.userId,
    createdAt: at,
    expiresAt: new Date(at.getTime() + invitationDays * 86_400_000),
  });
  if (typeof kept === 'string') throw new Problem(429, 'too-many-invitations', ...words[language][kept]);
  if (kept.created) bell.ring();
  return kept;
}

/** @throws {Problem} 403 */
export function mayInvite(row: RequestRow, actor: Actor, language: Language): void {
  if (!rolesOn(row, actor).includes('applicant')) throw refused('role', row.state, language);
}

/** People named in the answers, with an address to invite. */
export function peopleNamed(
  definition: ApiDefinition | undefined,
  stage: string,
  answers: Answers,
): { field: string; label: string; name: string; email: string }[] {
  const fields = definition ? fieldsOf(definition, stage) : [];
  return fields.flatMap((field) => {
    const email = field.kind === 'person' ? emailNamed(answers, field.id) : '';
    if (!forms.email.test(email)) return [];
    const { given_name, family_name } = answers[field.id] as Person;
    return [{ field: field.id, label: field.label, name: `${given_name} ${family_name}`.trim(), email }];
  });
}

/**
 * Ids. What a request takes over from the stage before, or has from its lead, may be confirmed, and is not filled in
 * again.
 * @param apart what a draft with a lead still asks
 */
function stepsFor(
  kind: InvitationKind,
  definition: ApiDefinition,
  row: RequestRow,
  apart: string[] | undefined,
): string[] {
  if (kind === 'fill' && apart) return apart;
  const stage = definition.stages.find(({ id }) => id === row.stage);
  const asks = kind === 'fill' && row.parentId ? stage?.follows?.asks : undefined;
  return asks ?? stage?.steps ?? [];
}

/** What is asked of whom, checked. */
function askedOf(
  definition: ApiDefinition,
  row: RequestRow,
  { kind, step, field, email }: v.InferOutput<typeof InvitationBody>,
  actor: Actor,
  language: Language,
  apart?: string[],
): Pick<InvitationRow, 'kind' | 'step' | 'field' | 'email'> {
  const t = words[language];
  const wrong: FieldProblem[] = [];
  const refuse = (name: string, code: string, message: string) =>
    void wrong.push({ field: name, code, message });
  if (kind !== 'comment' && !stepsFor(kind, definition, row, apart).includes(step ?? '')) {
    refuse('step', 'unknown_option', t.step);
  }
  const named = kind === 'confirm' && field !== undefined;
  const person = fieldsOf(definition, row.stage).find(({ id }) => id === field);
  const theirs = named ? emailNamed(row.answers, field) : '';
  if (named && person?.kind !== 'person') refuse('field', 'unknown_option', t.field);
  else if (named && !theirs) refuse('field', 'required', t.unnamed);
  const address = (email ?? theirs).trim().toLowerCase();
  if (address.length > 254 || !forms.email.test(address)) refuse('email', 'email', t.email);
  else if (theirs && address !== theirs) refuse('email', 'other_person', t.other);
  else if (address === actor.email.trim().toLowerCase()) refuse('email', 'own_address', t.own);
  if (wrong.length > 0) throw invalid(wrong, language);
  return {
    kind,
    step: kind === 'comment' ? null : (step ?? null),
    field: named ? field : null,
    email: address,
  };
}

interface Words {
  step: string;
  field: string;
  unnamed: string;
  email: string;
  other: string;
  own: string;
  request: [string, string];
  person: [string, string];
}

const words: Record<Language, Words> = {
  fr: {
    step: 'Choisissez une étape de ce formulaire.',
    field: 'Choisissez une personne désignée dans ce formulaire.',
    unnamed: 'Indiquez d’abord cette personne dans la demande, avec son adresse électronique.',
    email: 'Écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
    other:
      'Cette adresse n’est pas celle que la demande donne pour cette personne : corrigez l’une ou l’autre.',
    own: 'C’est votre propre adresse : invitez quelqu’un d’autre.',
    request: [
      'Trop d’invitations en cours',
      `Cette demande a déjà ${mostOpen} invitations en cours : retirez-en une avant d’en envoyer une autre.`,
    ],
    person: [
      'Trop d’invitations aujourd’hui',
      `Vous avez envoyé ${mostPerDay} invitations en 24 heures : réessayez demain.`,
    ],
  },
  en: {
    step: 'Choose a step of this form.',
    field: 'Choose a person named in this form.',
    unnamed: 'Name this person in the request first, with their e-mail address.',
    email: 'Write a whole e-mail address, such as prenom.nom@commune.example.',
    other: 'This address is not the one that the request gives for this person: correct one or the other.',
    own: 'This is your own address: invite somebody else.',
    request: [
      'Too many open invitations',
      `This request has ${mostOpen} open invitations already: revoke one before sending another.`,
    ],
    person: [
      'Too many invitations today',
      `You have sent ${mostPerDay} invitations in 24 hours: try again tomorrow.`,
    ],
  },
};
