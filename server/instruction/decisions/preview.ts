/**
 * What the applicant will read of a decision before it is made: the very mail, by the template that sends it, and what
 * the page of their request will say, by the rule that says it. Nothing is written.
 */
import type { Actor } from '../../accounts/actor.ts';
import { fullName } from '../../accounts/name.ts';
import { askedScopes } from '../../habilitations/granted.ts';
import type { Situation } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import type { MailContent } from '../../notifications/content.ts';
import { factsOf, type Told } from '../../notifications/mail-facts.ts';
import { catalogues } from '../../notifications/notify.ts';
import { planMails } from '../../notifications/plan.ts';
import { readersOf } from '../../notifications/readers.ts';
import { aftermathOf } from '../../requests/life/aftermath.ts';
import { decide } from '../../requests/life/commands.ts';
import { eventLabels } from '../../requests/life/event-words.ts';
import { type RequestEvent, type RequestFacts, reasonOf } from '../../requests/life/events.ts';
import { evolve } from '../../requests/life/evolve.ts';
import { grantsHabilitation } from '../../requests/life/grants.ts';
import { holdingChange } from '../../requests/life/holding.ts';
import { refused } from '../../requests/problems.ts';
import { completed } from '../../requests/store/execute.ts';
import { grantedView } from '../../requests/view/granted.ts';
import { entryOf, type HistoryEntry, historyOf } from '../../requests/view/history.ts';
import { situationOf } from '../../requests/view/situation.ts';
import type { Services } from '../../services.ts';
import type { View } from '../file.ts';
import type { Decision } from './decisions.ts';
import type { Held } from './held.ts';
import type { DecisionForm } from './input.ts';
import { intentOf } from './intent.ts';

export interface Preview {
  /** In the language that the applicant reads mails in; undefined: none is sent of it. */
  mail: { content: MailContent; language: Language } | undefined;
  situation: Situation;
}

/** @throws {Problem} when the command would be refused */
export async function previewOf(
  services: Services,
  view: View,
  name: Decision,
  input: DecisionForm,
  actor: Actor,
  held: Held | undefined,
): Promise<Preview> {
  const { file, definition, language } = view;
  const { request } = file;
  const at = services.now();
  const intent = intentOf(name, input, definition, request);
  const command = await completed(services, request, intent, at, language);
  const decision = decide(request, command, { id: actor.userId, role: 'instructor' }, at);
  if ('refusal' in decision) throw refused(decision.refusal, request.state, language);
  const [event] = decision.events;
  if (!event) throw new TypeError('a decision without an event');
  const after = evolve(request, event);
  const history = [...(await historyOf(services.database, request.id)), ...entryOf(event, actor)];
  return {
    mail: await mailOf(services, view, event, after, actor, held),
    situation: situationAfter(services, view, event, after, history, held),
  };
}

async function mailOf(
  services: Services,
  { file, definition }: View,
  event: RequestEvent,
  after: RequestFacts,
  actor: Actor,
  held: Held | undefined,
): Promise<Preview['mail']> {
  const { request, applicant, organisation } = file;
  const to = applicant.email.toLowerCase();
  const { language } = (await readersOf(services, [to]))(to);
  const api = services.catalogue.localised(request.api, language) ?? definition;
  const people = {
    ...{ applicant: to, instructors: [], answers: after.answers },
    grants: grantsHabilitation(api, request.stage),
    ...{ actor: actor.email, from: '', to: '', asker: '' },
    ...{ contact: '', apiTeam: '', role: 'instructor', examined: false, informed: [] },
  };
  const planned = planMails(event.name, people).find(({ recipient }) => recipient === to);
  if (!planned) return undefined;
  const reason = reasonOf(event);
  const facts = {
    ...factsOf({
      request: { ...request, ...after },
      api,
      organisation: organisation.name,
      publicUrl: services.config.publicUrl,
      habilitation:
        event.name === 'validate' && event.validUntil
          ? { number: undefined, expiresAt: event.validUntil }
          : held,
      at: event.at,
      told: toldBy(event),
      details: {
        ...(reason && { reason }),
        ...(event.name === 'validate' && event.conditions && { conditions: event.conditions }),
      },
      by: fullName(actor),
      applicant: fullName(applicant),
    }),
    event: eventLabels[language][event.name],
    urgent: event.name === 'revoke' && event.urgent,
    messages: [],
    opening: { siret: organisation.siret, scopes: [], quota: '', replaces: '' },
  };
  return { content: catalogues[language][planned.template](facts), language };
}

/** What the body of the event will say in clear. */
function toldBy(event: RequestEvent): Told {
  switch (event.name) {
    case 'request_changes':
      return { fields: event.fields };
    case 'refuse':
      return event.restored ? { restored: event.restored } : {};
    case 'validate':
      return { ...(event.scopes && { scopes: event.scopes }), ...(event.quota && { quota: event.quota }) };
    case 'announce_revocation':
      return { due: event.due.toISOString() };
    default:
      return {};
  }
}

function situationAfter(
  services: Services,
  { file, definition, language }: View,
  event: RequestEvent,
  after: RequestFacts,
  history: HistoryEntry[],
  held: Held | undefined,
): Situation {
  const { publicUrl } = services.config;
  const issued = event.name === 'validate' ? event.validUntil : undefined;
  const number = issued ? 'H…' : `H${held?.number}`;
  const state = issued ? 'active' : (holdingChange(after, event)?.state ?? held?.state);
  const until = issued ?? held?.expiresAt;
  const granted =
    event.name === 'validate' &&
    grantedView(
      {
        scopes: event.scopes ?? askedScopes(definition, after.stage, after.submittedAnswers ?? {}),
        ...{ quota: event.quota ?? '', conditions: event.conditions ?? '' },
      },
      after,
      definition,
    );
  return situationOf(
    {
      ...{ state: after.state, stage: after.stage, actions: [], mine: true },
      reason: after.reason || null,
      ...aftermathOf(after, history),
      submitted_at: after.lastSubmittedAt?.toISOString() ?? null,
      requested_fields: after.requestedFields,
      next_stage: null,
      applicant: {
        given_name: file.applicant.givenName,
        family_name: file.applicant.familyName,
        email: file.applicant.email,
      },
      ...(state &&
        until && {
          habilitation: {
            ...{ number, state, valid_until: until.toISOString() },
            access_url: `${publicUrl}/acces/${number}`,
            ...(granted && { granted }),
          },
        }),
    },
    definition,
    language,
  );
}
