/** What the examination's part of a page shows of one request, to one reader. */
import type { Control } from '../../catalogue/definition.ts';
import type { Actor } from '../accounts/actor.ts';
import { fullName } from '../accounts/name.ts';
import type { Person } from '../accounts/person.ts';
import { actsOf } from '../acts/acts.ts';
import type { Act } from '../acts/facts.ts';
import type { Language } from '../http/language.ts';
import { parisDay } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import type { Services } from '../services.ts';
import { type Absence, absenceOn } from './absence.ts';
import { type Examination, examinationOf, type Opinion } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { peopleNamed } from './people.ts';
import { type Related, relatedTo } from './related.ts';
import { mayAnswer, mayControl, mayLead, maySeeExamination } from './rights.ts';

export interface ExaminationShown extends Examination {
  /** The provider's present ones, whatever the form was when the request was filled. */
  controls: Control[];
  /** Who sees to the request. */
  assignee: { person: Person | undefined; absence: Absence | undefined } | undefined;
  may: {
    lead: boolean;
    control: (control: Control) => boolean;
    answer: (opinion: Opinion) => boolean;
    remove: (note: Act) => boolean;
  };
  /** A name in the reader's words: « vous ». */
  nameOf: (userId: string) => string;
  /** `YYYY-MM-DD` */
  today: string;
  /** Just recorded by the reader. */
  done: Act | undefined;
}

/** @returns undefined for who may see nothing of it: the applicant, whatever their roles */
export async function examinationShown(
  { database, catalogue, now }: Pick<Services, 'database' | 'catalogue' | 'now'>,
  request: RequestRow,
  actor: Actor,
  language: Language,
  done?: string,
): Promise<ExaminationShown | undefined> {
  if (!maySeeExamination(request, actor)) return undefined;
  const examination = examinationOf(await actsOf(database, request.id));
  const { acts, assignment } = examination;
  const assigned = assignment?.facts.to ?? undefined;
  const today = parisDay(now());
  const [people, absence] = await Promise.all([
    peopleNamed(database, acts.flatMap(namedIn)),
    assigned ? absenceOn(database, assigned, today) : undefined,
  ]);
  return {
    ...examination,
    controls: catalogue.localised(request.api, language)?.controls ?? [],
    assignee: assigned ? { person: people.get(assigned), absence } : undefined,
    may: {
      lead: mayLead(request, actor),
      control: (control) => mayControl(control, request, actor),
      answer: (opinion) => mayAnswer(opinion, request, actor),
      remove: ({ by }) => by === actor.userId && mayLead(request, actor),
    },
    nameOf: namesOf(people, actor, language),
    today,
    // Only what the chain confirms: an address that somebody sends must not invent an act.
    done: acts.find(({ id, by }) => id === done && by === actor.userId),
  };
}

/** A name in the reader's words: « vous », or that the account is erased. */
export function namesOf(
  people: ReadonlyMap<string, Person>,
  { userId: reader }: Pick<Actor, 'userId'>,
  language: Language,
): (userId: string) => string {
  const { you, somebody } = examinationTexts[language];
  return (userId) => {
    const person = people.get(userId);
    if (userId === reader) return you;
    return person ? fullName(person) : somebody;
  };
}

function namedIn({ by, facts }: Act): string[] {
  const named = ['to' in facts ? facts.to : null, 'of' in facts ? facts.of : null];
  return [by, ...named.flatMap((id) => id ?? [])];
}

/** The same with what else the organisation has: on the page of the request alone. */
export interface RequestShown extends ExaminationShown {
  related: Related;
  /** « API SFiP · Production » */
  apiTitle: (api: string, stage: string) => string;
}

export async function requestShown(
  services: Services,
  request: RequestRow,
  actor: Actor,
  language: Language,
  done?: string,
): Promise<RequestShown | undefined> {
  const [shown, related] = await Promise.all([
    examinationShown(services, request, actor, language, done),
    relatedTo(services, request, actor),
  ]);
  const apiTitle = (api: string, stage: string) => {
    const definition = services.catalogue.localised(api, language);
    const label = definition?.stages.find(({ id }) => id === stage)?.label ?? stage;
    return [definition?.title ?? api, label].join(' · ');
  };
  return shown && { ...shown, related, apiTitle };
}
