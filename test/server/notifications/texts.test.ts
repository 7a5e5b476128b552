/** Every mail, in both languages: whole, with its number, its link and its reason, and no more of people than it needs. */
import { describe, expect, test } from 'vitest';
import { asHtml, asText } from '../../../server/notifications/content.ts';
import { type LifeFacts, type Template, templates } from '../../../server/notifications/facts.ts';
import { mailName } from '../../../server/notifications/log-words.ts';
import { catalogues } from '../../../server/notifications/notify.ts';
import { at, due, facts, reason } from './facts.ts';

/** What a person is told why, and what those are told who need not know. */
const explained: Template[] = [
  'changes_requested',
  'refused',
  'update_stopped',
  'suspended',
  'revocation_announced',
  'revoked',
  'corrected',
  'moved_away',
  'moved_here',
];
const unexplained: Template[] = ['access_suspended', 'access_ended', 'access_resumed', 'to_open', 'to_close'];

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  const compose = (template: Template, changes: Partial<LifeFacts> = {}) => {
    const content = catalogues[language][template]({ ...facts, ...changes });
    return { content, text: asText(content).replaceAll(/[\u00a0\u202f]/g, ' ') };
  };

  test.each(templates)('%s is whole: what it is about, and one link', (template) => {
    const { content, text } = compose(template);
    expect(text).not.toMatch(/undefined|\[object|null| {2}/);
    expect(content.subject).not.toMatch(/undefined|\n| {2}/);
    expect(text).toMatch(/D1042|H1007/);
    expect(text).toContain(content.link.url);
    expect(content.link.url).toMatch(/^https:/);
    expect(asHtml(content, language)).toContain(`<html lang="${language}">`);
    expect(mailName(template, language)).not.toMatch(/^(Courriel|Mail)$/);
  });

  test.each(explained)('%s gives the reason', (template) => {
    expect(compose(template).text).toContain(`> ${reason}`);
  });

  test.each(unexplained)('%s leaves the reason between the organisation and the provider', (template) => {
    const { text } = compose(template);
    expect(text).not.toContain(reason);
    expect(text).not.toMatch(/Éden|Dominique/);
  });

  test.each(['suspended', 'revoked', 'refused'] as const)('%s says how to contest it', (template) => {
    expect(compose(template).text).toMatch(
      language === 'fr' ? /tribunal administratif/ : /administrative court/,
    );
  });

  test('the holder is heard before a revocation: until when, and how', () => {
    const { text } = compose('revocation_announced');
    expect(text).toContain(language === 'fr' ? '5 décembre 2026' : '5 December 2026');
    expect(text).toContain('L.121-1');
    expect(text).toContain(facts.links.request);
    expect(compose('revoked').text).not.toContain('L.121-2');
    expect(compose('revoked', { urgent: true }).text).toContain('L.121-2');
  });

  test('the team that manages the API is told whose access, which data, at which rate', () => {
    const { text } = compose('to_open', { granted: { withheld: [], quota: '', conditions: 'Un an.' } });
    for (const said of ['21990001600011', 'Commune d’Exempleville', 'Production', 'H1007', 'H1001'])
      expect(text).toContain(said);
    for (const said of ['- Revenu (rfr)', '200', '> Un an.']) expect(text).toContain(said);
  });

  test('several messages say when each was written', () => {
    const later = { at: new Date('2026-11-20T10:01:00Z'), text: 'Et le contrat ?' };
    for (const template of ['message_from_provider', 'message_from_applicant'] as const) {
      const { content, text } = compose(template, { messages: [...facts.messages, later] });
      expect(content.subject).toMatch(/^2 /);
      for (const said of ['> Où en est', '> Et le contrat ?', '11:01']) expect(text).toContain(said);
      expect(compose(template).text).not.toContain('11:00');
    }
  });

  test('an update, or a renewal in time, leaves the habilitation in force meanwhile', () => {
    for (const reopening of ['update', 'renewal'] as const) {
      for (const template of ['receipt', 'to_instruct', 'changes_requested'] as const) {
        expect(compose(template, { reopening }).text).toMatch(/H1007 (reste|stays)/);
        expect(compose(template).text).not.toContain('H1007');
      }
    }
    const over = { reopening: 'renewal', habilitation: { number: 'H1007', expiresAt: at } } as const;
    expect(compose('receipt', { ...over, at: due }).text).not.toContain('H1007');
  });
});

test('both languages have the same mails, and these are all', () => {
  expect(Object.keys(catalogues.fr).sort()).toEqual([...templates].sort());
  expect(Object.keys(catalogues.en).sort()).toEqual([...templates].sort());
});
