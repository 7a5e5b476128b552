/** Who is written to of what: the rule alone. */
import { expect, test } from 'vitest';
import { type People, planMails } from '../../../server/notifications/plan.ts';
import { person } from '../jobs/file.ts';

const people: People = {
  applicant: 'Camille@commune.example',
  instructors: ['instructrice@exemple.example', 'collegue@exemple.example'],
  answers: {
    responsable_traitement: person('responsable@commune.example'),
    delegue_protection_donnees: person('dpo@commune.example'),
    contact_technique: person('technique@editeur.example'),
  },
  contact: 'technique@editeur.example',
  apiTeam: 'equipe.api@exemple.example',
  grants: true,
  role: 'instructor',
  examined: false,
  informed: [],
  actor: 'instructrice@exemple.example',
  from: '',
  to: '',
  asker: '',
  reminder: undefined,
};

const plan = (event: string, changes: Partial<People> = {}) =>
  planMails(event, { ...people, ...changes }).map(({ template, recipient }) => `${template} ${recipient}`);

const own = { role: 'applicant', actor: 'camille@commune.example' };
const camille = (template: string) => `${template} camille@commune.example`;
const staff = (template: string) => [
  `${template} instructrice@exemple.example`,
  `${template} collegue@exemple.example`,
];
const contact = (template: string) => `${template} technique@editeur.example`;
const team = (template: string) => `${template} equipe.api@exemple.example`;

test.each<[string, Partial<People>, string[]]>([
  ['submit', own, [camille('receipt'), ...staff('to_instruct')]],
  ['renew', own, [camille('receipt'), ...staff('to_instruct')]],
  ['withdraw', own, staff('withdrawn')],
  ['agree', {}, ['second_awaited collegue@exemple.example']],
  ['message', {}, [camille('message_from_provider')]],
  ['message', own, staff('message_from_applicant')],
  ['reopen', own, [camille('update_begun')]],
  ['cancel_reopening', own, [camille('update_dropped_done')]],
  [
    'cancel_reopening',
    { ...own, examined: true },
    [camille('update_dropped_done'), ...staff('update_dropped')],
  ],
  ['cancel_reopening', {}, [camille('update_stopped')]],
  ['refuse', {}, [camille('refused')]],
  ['suspend', {}, [camille('suspended'), contact('access_suspended'), team('to_close')]],
  ['resume', {}, [camille('resumed'), contact('access_resumed'), team('to_open')]],
  ['announce_revocation', {}, [camille('revocation_announced')]],
  ['drop_revocation', {}, [camille('revocation_dropped')]],
  ['revoke', {}, [camille('revoked'), contact('access_ended'), team('to_close')]],
  [
    'end',
    own,
    [camille('given_back_done'), ...staff('given_back'), contact('access_ended'), team('to_close')],
  ],
  ['expire', { role: 'system' }, [camille('expired'), contact('access_ended'), team('to_close')]],
  ['correct', { role: 'administrator' }, [camille('corrected')]],
  ['archive', { role: 'system' }, [camille('archived')]],
  ['archive', own, []],
  [
    'transfer_organisation',
    { from: 'camille@commune.example', to: 'sacha@ccas.example' },
    [camille('moved_away'), 'moved_here sacha@ccas.example'],
  ],
  [
    'validate',
    {},
    [
      camille('validated'),
      contact('access'),
      'privacy responsable@commune.example',
      'privacy dpo@commune.example',
      team('to_open'),
    ],
  ],
])('%s (%o)', (event, changes, expected) => {
  expect(plan(event, changes)).toEqual(expected);
});

test('people who take over from others are told what they have to know, and those who knew are not told again', () => {
  const informed = [
    'access ancien@editeur.example',
    'privacy responsable@commune.example',
    'privacy dpo@commune.example',
  ];
  expect(plan('update_people', { ...own, informed })).toEqual([
    ...staff('people_updated'),
    contact('access'),
  ]);
  expect(plan('update_people', { ...own, informed: [...informed, contact('access')] })).toEqual(
    staff('people_updated'),
  );
});

test('without a team to tell, and with an applicant who is the technical contact, nobody is written to twice', () => {
  const alone = { apiTeam: '', contact: 'camille@commune.example' };
  expect(plan('revoke', alone)).toEqual([camille('revoked')]);
});

test.each(['create', 'save', 'copy', 'something_else'])('%s is nobody’s business', (event) => {
  expect(plan(event, own)).toEqual([]);
});
