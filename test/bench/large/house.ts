/** A large house: its people, organisations and requests by number, each the same whoever makes it. Pure, but for keys. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { placesByRegion } from '../../../server/instruction/list/places.ts';
import { type Draw, drawFrom, fixedId } from './draw.ts';
import { lifeOf } from './lives.ts';
import { addRequest, type Rows } from './rows.ts';
import { bodyOf, personOf } from './words.ts';

export interface House {
  /** Requests. */
  size: number;
  now: Date;
  definitions: ReadonlyMap<string, ApiDefinition>;
}

/** Years since the first request. */
const years = 4;
/** What the number of each request starts from. */
const firstNumber = 1_000;
const instructorsOfEach = 20;
const providers = ['dgfip', 'dinum', 'cnam'] as const;

/** As many ask for each as do at the DGFiP and the DINUM. */
const asked = {
  'impot-particulier': 34,
  'api-particulier': 25,
  'api-entreprise': 15,
  franceconnect: 10,
  ficoba: 5,
  r2p: 4,
  sfip: 3,
  proconnect: 3,
  ameli: 1,
} as const;

/** A town asks a dozen times in four years. */
export const bodiesIn = ({ size }: Pick<House, 'size'>): number => Math.max(5, Math.ceil(size / 12));
const peopleOfEach = 2;

const places = placesByRegion().flatMap(({ code: region, departments }) =>
  departments.map(({ code: department }) => ({ region, department })),
);

export const instructorId = (provider: string, number: number): string => fixedId(provider, number);

/** Who decides: of each provider, and one who reads all. */
export function addStaff(rows: Rows): void {
  for (const provider of [...providers, '*']) {
    for (let number = 0; number < (provider === '*' ? 1 : instructorsOfEach); number++) {
      const { given_name: givenName, family_name: familyName } = personOf(8_000_000 + number);
      rows.users.push({
        ...{
          id: instructorId(provider, number),
          subject: `staff-${provider}-${number}`,
          givenName,
          familyName,
        },
        email: `agent.${number}@${provider === '*' ? 'datapass' : provider}.example`,
        roles: [`${provider}:*:instructor`],
      });
    }
  }
}

/** An organisation, and who works there. */
export function addBody(rows: Rows, number: number): void {
  const draw = drawFrom(number + 3_000_000);
  const { name, town, siret, category, activity } = bodyOf(number);
  const place = draw.mostly(places);
  const postcode = `${place.department.slice(0, 2)}${String(draw.below(1_000)).padStart(3, '0')}`;
  const id = fixedId('body', number);
  rows.organisations.push({
    ...{ id, siret, name, postcode, ...place, legalCategory: category, activity },
    address: `1 place de la Mairie ${postcode} ${town}`,
  });
  for (let place = 0; place < peopleOfEach; place++) {
    const person = number * peopleOfEach + place;
    const {
      given_name: givenName,
      family_name: familyName,
      email,
      phone,
      job_title: jobTitle,
    } = personOf(person);
    const userId = fixedId('user', person);
    rows.users.push({
      ...{ id: userId, subject: `person-${person}`, givenName, familyName, email, phone, jobTitle },
      roles: [],
    });
    rows.organisationLinks.push({ userId, organisationId: id, trust: 'verified' });
  }
}

/** The request of this number, from 0; the newest are the last, and there are more of them each year. */
export function addNth(
  rows: Rows,
  services: Parameters<typeof addRequest>[1],
  { size, now, definitions }: House,
  number: number,
): void {
  const draw = drawFrom(number);
  const begun = new Date(now.getTime() - years * 365.25 * 86_400_000 * (1 - ((number + 0.5) / size) ** 0.6));
  const definition = definitions.get(draw.weighted(asked));
  if (!definition) throw new TypeError('an API that is not in the catalogue');
  const body = Math.floor(draw.share() ** 1.5 * bodiesIn({ size }));
  const applicant = body * peopleOfEach + draw.below(peopleOfEach);
  const instructor = instructorId(
    definition.provider.id,
    Math.floor(draw.share() ** 1.3 * instructorsOfEach),
  );
  const happened = lifeOf(
    draw,
    {
      id: draw.id(begun),
      definition,
      stage: draw.mostly(definition.stages.toReversed()).id,
      useCase: draw.mostly(definition.use_cases).id,
      body: bodyOf(body),
      organisationId: fixedId('body', body),
      applicantId: fixedId('user', applicant),
      people: [personOf(applicant), personOf(body * peopleOfEach)],
      instructorId: instructor,
    },
    begun,
    now,
  );
  const request = addRequest(rows, services, definition, firstNumber + number, happened);
  const { id: requestId, lastSubmittedAt, useCase, api } = request;
  if (!lastSubmittedAt) return;
  if (draw.chance(0.2))
    addCaught(rows, draw, { requestId, useCase, at: lastSubmittedAt }, definitions.get(api));
  const since = (hours: number) =>
    new Date(Math.min(now.getTime(), lastSubmittedAt.getTime() + hours * 3_600_000));
  if (draw.chance(0.85)) rows.assignments.push({ requestId, userId: instructor, assignedAt: since(2) });
  if (draw.chance(0.9)) {
    const priority = Number(draw.chance(0.03)) + Number(draw.chance(0.01));
    rows.instructionFlags.push({ requestId, priority, openedAt: since(draw.hours(10, 1)) });
  }
}

/** What a check has shown before it was sent. */
function addCaught(
  rows: Rows,
  draw: Draw,
  row: { requestId: string; useCase: string; at: Date },
  definition: ApiDefinition | undefined,
): void {
  const parts = [...(definition?.checks ?? []), ...(definition?.steps ?? []).flatMap(({ fields }) => fields)];
  for (const about of ['', draw.mostly(parts).id]) rows.caughtProblems.push({ ...row, about });
}
