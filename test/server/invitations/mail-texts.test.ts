import { describe, expect, test } from 'vitest';
import { mailTexts } from '../../../server/invitations/mail-texts.ts';
import type { InvitationFacts } from '../../../server/invitations/mails.ts';
import { invitationKinds } from '../../../server/invitations/tables.ts';
import { asHtml, asText, type MailContent } from '../../../server/notifications/content.ts';
import { en } from '../../../server/notifications/en.ts';
import { fr } from '../../../server/notifications/fr.ts';
import { peopleEn } from '../../../server/notifications/people-en.ts';
import { peopleFr } from '../../../server/notifications/people-fr.ts';
import { facts as about } from '../notifications/facts.ts';

const at = new Date('2026-11-20T10:00:00Z');
const link = 'https://datapass.example/invitation/1#key';

const facts = (field: string | null): InvitationFacts => ({
  invitation: { field, expiresAt: at } as InvitationFacts['invitation'],
  number: 'D1042',
  api: 'API Exemple',
  stage: 'Production',
  organisation: 'Commune d’Exempleville',
  step: 'Les personnes impliquées',
  inviter: 'Camille Martin',
  doer: 'Éden Fictif',
  request: 'https://datapass.example/demande/api-exemple',
  link,
});

function isWhole(content: MailContent, language: 'fr' | 'en'): void {
  const text = asText(content);
  expect(text).not.toMatch(/undefined|\[object|null| {2}/);
  expect(content.subject).not.toMatch(/undefined|\n/);
  expect(asHtml(content, language)).toContain(`<html lang="${language}">`);
  expect(text).toContain(content.link.url);
}

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  const t = mailTexts[language];

  test.each(invitationKinds)(
    'an invitation to %s says who asks for what, until when, and what to beware of',
    (kind) => {
      for (const field of [null, 'delegue_protection_donnees']) {
        const content = t.invitation[kind](facts(field));
        isWhole(content, language);
        const text = asText(content);
        for (const said of ['Camille Martin', 'D1042', 'API Exemple', '2026', link])
          expect(text).toContain(said);
        expect(text).toMatch(language === 'fr' ? /ne le transférez pas/ : /do not forward it/);
      }
    },
  );

  test('the code, what was done and the answer are whole', () => {
    isWhole(t.code(facts(null), '123456'), language);
    expect(asText(t.code(facts(null), '123456'))).toContain('123456');
    isWhole(t.done(facts(null)), language);
    isWhole(t.answer(facts(null), 'Merci'), language);
  });

  const people = { fr: { ...peopleFr }, en: { ...peopleEn } }[language];
  test.each(Object.keys(people) as (keyof typeof people)[])('%s is whole', (template) => {
    const content = people[template](about);
    isWhole(content, language);
    expect(asText(content)).toContain('D1042');
  });
});

test('both languages have the same mails', () => {
  expect(Object.keys(peopleEn)).toEqual(Object.keys(peopleFr));
  expect(Object.keys(en)).toEqual(Object.keys(fr));
});
