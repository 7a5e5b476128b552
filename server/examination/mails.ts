/** The mails of an examination. Run by the queue; each goes once. */
import { eq } from 'drizzle-orm';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import { actsOf } from '../acts/acts.ts';
import type { Act } from '../acts/facts.ts';
import type { EventJob } from '../jobs/relay.ts';
import { deliver, type MailServices } from '../notifications/deliver.ts';
import { readersOf } from '../notifications/readers.ts';
import { organisations } from '../organisations/tables.ts';
import { requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { examinationOf, over } from './examination.ts';
import { mailTexts } from './mail-texts.ts';
import { peopleNamed } from './people.ts';
import { type ExaminationTopic, examinationTopics } from './topics.ts';

type Mailing = MailServices & Pick<Services, 'catalogue'>;

/** @returns whether the job was one of these */
export async function mailExamination(
  services: Mailing,
  { topic, event, request: requestId }: EventJob,
): Promise<boolean> {
  if (!isTopic(topic)) return false;
  const { database, catalogue, config } = services;
  const [row] = await database
    .select({ request: requests, applicant: users.email, organisation: organisations.name })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.applicantId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(eq(requests.id, requestId));
  if (!row) return true;
  const { request, organisation } = row;
  const acts = await actsOf(database, requestId);
  const act = acts.find(({ id }) => id === event);
  const toApplicant = topic === examinationTopics.recommended || topic === examinationTopics.reminder;
  const { recommendations } = examinationOf(acts);
  const open = recommendations.filter(({ done }) => !done);
  if (toApplicant && (open.length === 0 || over.includes(request.state))) return true;
  const to = act && addressee(act, acts);
  const people = await peopleNamed(
    database,
    [act?.by, to].flatMap((id) => id ?? []),
  );
  const recipient = (toApplicant ? row.applicant : people.get(to ?? '')?.email)?.toLowerCase();
  if (!recipient) return true;
  const { language } = (await readersOf(services, [recipient]))(recipient);
  const api = catalogue.localised(request.api, language);
  if (!api) return true;
  const by = people.get(act?.by ?? '');
  const number = `D${request.number}`;
  const content = mailTexts[language][topic]({
    ...{ number, api: api.title, organisation },
    stage: api.stages.find(({ id }) => id === request.stage)?.label ?? request.stage,
    ...{ provider: api.provider.acronym, support: api.provider.support },
    by: by ? fullName(by) : '',
    control: api.controls.find(({ id }) => id === act?.subject)?.label ?? '',
    recommendations: open.map(({ said: { words, facts } }) => ({
      ...{ text: words.text ?? '', owner: words.owner ?? '', planned: facts.planned },
    })),
    instruction: `${config.publicUrl}/instruction/${number}`,
    follow: `${config.publicUrl}/recommandations/${number}`,
  });
  await deliver(services, { eventId: event, requestId, template: topic, recipient, content }, language);
  return true;
}

const isTopic = (topic: string): topic is ExaminationTopic =>
  (Object.values(examinationTopics) as string[]).includes(topic);

/** The colleague whom an act concerns. */
function addressee({ name, subject, facts }: Act, acts: Act[]): string | undefined {
  if (name === 'give_opinion')
    return acts.find((act) => act.name === 'ask_opinion' && act.subject === subject)?.by;
  if ('of' in facts) return facts.of;
  return 'to' in facts ? (facts.to ?? undefined) : undefined;
}
