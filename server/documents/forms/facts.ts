/** What a form to sign is filled with: from the request, never more than it says. Pure. */
import type { Answers, Person } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { LoadedRequest } from '../../requests/store/load.ts';

export type FormName = ApiDefinition['forms_to_sign'][number];

/** Who signs for whom: the organisation that applies, or its software publisher. */
export type Signatory = 'applicant' | 'editor';

/** An empty text is not known: a dotted line is left for it. */
export interface FormFacts {
  /** « D1042 ». */
  number: string;
  api: string;
  provider: { name: string; address: string[] };
  organisation: { name: string; address: string; siret: string };
  /** Whose employment is certified, or who is entrusted. */
  person: { name: string; job: string };
}

/** Names of the fields that say who develops the service: DataPass's own, in every definition. */
const fields = {
  developer: 'technical_team_type',
  publisher: 'technical_team_value',
  contact: 'contact_technique',
};

export function formFacts(
  { row, organisation, applicant }: Pick<LoadedRequest, 'row' | 'organisation' | 'applicant'>,
  definition: ApiDefinition,
  signatory: Signatory,
): FormFacts {
  return {
    number: `D${row.number}`,
    api: definition.title,
    provider: {
      name: definition.provider.name,
      address: definition.provider.address.split(/,\s*/),
    },
    ...(signatory === 'editor'
      ? editorOf(row.answers)
      : {
          organisation: {
            name: organisation.name,
            address: organisation.address,
            siret: spaced(organisation.siret),
          },
          person: { name: fullName(applicant.givenName, applicant.familyName), job: '' },
        }),
  };
}

/** The technical contact is the publisher's only where the publisher develops. */
function editorOf(answers: Answers): Pick<FormFacts, 'organisation' | 'person'> {
  const contact = answers[fields.contact] as Partial<Person> | undefined;
  const develops = answers[fields.developer] === 'software_company';
  return {
    organisation: { name: develops ? String(answers[fields.publisher] ?? '') : '', address: '', siret: '' },
    person: {
      name: develops ? fullName(contact?.given_name, contact?.family_name) : '',
      job: develops ? (contact?.job_title ?? '') : '',
    },
  };
}

const fullName = (given = '', family = ''): string => `${given} ${family}`.trim();

/** « 219 900 016 00011 », held together. */
const spaced = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');
