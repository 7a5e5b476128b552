/** One line of a list of requests, as its reader may see it. */
import type { Answers, Person } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { Actor } from '../../accounts/actor.ts';
import type { MentionView, RequestSummary } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { organisationView } from '../../organisations/view.ts';
import { day } from '../../pages/dates.ts';
import { contactFields } from '../life/contacts.ts';
import type { RequestServices } from '../store/execute.ts';
import { standingLabel } from './life-situation.ts';
import type { ListedRequest } from './list.ts';
import { datesOf } from './list-dates.ts';
import { nextAction, type Relation } from './next-action.ts';
import { toneOf } from './situation.ts';
import { habilitationSummary } from './view.ts';
import { words } from './words.ts';

export function requestSummary(
  { row, organisation, applicant, habilitation: issued, submitted }: ListedRequest,
  { catalogue, config, now }: Pick<RequestServices, 'catalogue' | 'config' | 'now'>,
  actor: Pick<Actor, 'userId' | 'organisationIds' | 'email'>,
  language: Language,
): RequestSummary {
  const definition = catalogue.localised(row.api, language);
  const relation = relationOf(row, actor);
  const named = relation === 'named';
  const mentions = named ? mentionsIn(submitted ?? {}, definition, row.stage, actor.email) : [];
  // Of those who are only named, the technical contact alone may collect it.
  const shown = !named || mentions.some(({ field }) => field === contactFields.technicalContact);
  const habilitation =
    issued && shown
      ? habilitationSummary({ ...issued, expiresAt: new Date(issued.expiresAt) }, { config, now: now() })
      : undefined;
  const applicantName = `${applicant.givenName} ${applicant.familyName}`;
  const dates = datesOf({ lastSubmittedAt: row.lastSubmittedAt, habilitation }, now(), language);
  const standing = {
    row,
    relation,
    applicant: applicantName,
    habilitation,
    contested: !!row.takeOver,
    ending: dates.ends_soon !== '',
  };
  return {
    id: row.id,
    number: `D${row.number}`,
    api: row.api,
    api_title: definition?.title ?? row.api,
    stage: row.stage,
    stage_label: definition?.stages.find(({ id }) => id === row.stage)?.label ?? row.stage,
    state: row.state,
    // Public once validated; until then the applicant's own words.
    title: named && row.state !== 'validated' ? '' : row.title,
    organisation: organisationView(organisation, language),
    applicant_name: applicantName,
    mine: relation === 'mine',
    relation,
    mentions,
    next_action: nextAction(standing, language),
    ...(habilitation && { habilitation }),
    state_label: standingLabel({ ...row, habilitation }, language),
    tone: toneOf[row.state],
    changed: words[language].changed(day(row.updatedAt, language)),
    ...dates,
    updated_at: row.updatedAt.toISOString(),
    submitted_at: row.lastSubmittedAt?.toISOString() ?? null,
  };
}

/** The closest: who applies for their organisation and names themselves is the applicant. */
function relationOf(
  row: Pick<ListedRequest['row'], 'applicantId' | 'organisationId'>,
  actor: Pick<Actor, 'userId' | 'organisationIds'>,
): Relation {
  if (!actor.organisationIds.includes(row.organisationId)) return 'named';
  return row.applicantId === actor.userId ? 'mine' : 'organisation';
}

/** What the answers say of the person behind an address. */
function mentionsIn(
  answers: Answers,
  definition: ApiDefinition | undefined,
  stage: string,
  email: string,
): MentionView[] {
  const wanted = email.trim().toLowerCase();
  return Object.entries(answers).flatMap(([id, answer]) => {
    const person = answer as Partial<Person>;
    if (typeof person.email !== 'string' || person.email.trim().toLowerCase() !== wanted) return [];
    const field = definition && fieldsOf(definition, stage).find((one) => one.id === id);
    const { given_name = '', family_name = '', phone = '', job_title = '' } = person;
    const label = field?.label ?? id;
    return [{ field: id, label, given_name, family_name, email: person.email, phone, job_title }];
  });
}
