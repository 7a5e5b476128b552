/** The three controls: who gives which verdict, what one needs, two people at once. */
import { describe, expect, it } from 'vitest';
import { actsOf } from '../../../server/acts/acts.ts';
import { submit } from '../instruction/seed.ts';
import { scene, seenIn } from './scene.ts';

const {
  services,
  database,
  camille,
  lead,
  other,
  reporter,
  security,
  elsewhere,
  staff,
  get,
  post,
  sent,
  fill,
} = await scene();

const law = ['fondement', 'missions', 'coherence'];

const newRequest = async () => {
  const row = await sent();
  const page = `/instruction/D${row.number}`;
  const control = (id: string) => `${page}/controles/${id}`;
  return { row, page, control };
};

describe('the verdict of a control', () => {
  it('stands on the page with its points, its reason, who and when', async () => {
    const { page, control } = await newRequest();
    const before = await get(page, lead);
    expect(before.text.match(/<span class="tag">à faire<\/span>/g)).toHaveLength(3);
    const done = await fill(control('reglementaire'), lead, {
      ticks: ['fondement', 'missions'],
      verdict: 'reserve',
      reason: 'La délibération date de 2019.',
    });
    expect(done.status).toBe(303);
    const { text } = await get(done.location, other);
    expect(text).toContain('<span class="tag warn">Conforme avec réserve</span>');
    expect(text).toContain('2 points sur 3');
    expect(text).toContain('La délibération date de 2019.');
    expect(text).toMatch(/Inès Agent, .* à \d\d:\d\d/);
    // What was recorded is said to who did it alone.
    expect((await get(done.location, lead)).text).toContain('Le contrôle est enregistré.');
    expect(text).not.toContain('Le contrôle est enregistré.');
  });

  it('may wait: the points alone are kept', async () => {
    const { page, control } = await newRequest();
    await fill(control('rgpd'), lead, { ticks: 'principes', verdict: '', reason: '' });
    expect((await get(page, lead)).text).toContain('<span class="tag">commencé</span>');
    const { text } = await get(control('rgpd'), lead);
    expect(text).toMatch(/value="principes" checked/);
  });

  it('is told to be of an older submission, once the request was sent again', async () => {
    const { row, page, control } = await newRequest();
    await fill(control('rgpd'), lead, {
      ticks: ['principes', 'traitement', 'droits_et_durees'],
      verdict: 'conforming',
    });
    expect((await get(page, lead)).text).not.toContain('avant le dernier envoi');
    await fill(`${page}/modification`, lead, { words: 'Précisez.' });
    await submit(services, row, camille.actor, { description: 'Autrement.' });
    expect((await get(page, lead)).text).toContain('avant le dernier envoi');
  });

  it.each([
    ['without a reason, not conforming', { ticks: law, verdict: 'not_conforming' }, 'href="#reason"'],
    ['not applicable, neither', { verdict: 'not_applicable', reason: ' ' }, 'href="#reason"'],
    [
      'conforming on points that are not ticked',
      { ticks: ['missions'], verdict: 'conforming' },
      'href="#reason"',
    ],
    ['that does not exist', { verdict: 'perfect', reason: 'Oui.' }, 'href="#verdict"'],
    ['over a point that is none', { ticks: 'nothing', verdict: 'reserve', reason: 'Oui.' }, 'href="#ticks"'],
    ['too long', { verdict: 'reserve', reason: 'x'.repeat(6000) }, 'Raccourcissez'],
    ['with an invisible character', { verdict: 'reserve', reason: 'a\0b' }, 'invisible'],
  ])('is sent back %s, with what to do', async (_, form, message) => {
    const { row, control } = await newRequest();
    const answer = await fill(control('reglementaire'), lead, form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('<title>Erreur : ');
    expect(await actsOf(database, row.id)).toEqual([]);
  });
});

describe('who gives it', () => {
  it('an instructor those of the law and of the GDPR, the security its own alone', async () => {
    const { page, control } = await newRequest();
    const verdict = { ticks: [], verdict: 'not_applicable', reason: 'Bac à sable.' };
    for (const [id, who, status] of [
      ['reglementaire', lead, 303],
      ['rgpd', other, 303],
      ['ssi', lead, 403],
      ['ssi', security, 303],
      ['reglementaire', security, 403],
      ['ssi', reporter, 403],
      ['rgpd', reporter, 403],
      ['rgpd', elsewhere, 404],
      ['nothing', lead, 404],
    ] as const) {
      const answer = await post(control(id), who, { seen: '0', ...verdict });
      expect([id, who.actor.givenName, answer.status]).toEqual([id, who.actor.givenName, status]);
    }
    const read = await get(page, reporter);
    expect(read.text).toContain('Bac à sable.');
    expect(read.text).not.toContain(`${control('reglementaire')}"`);
    const own = await get(page, security);
    expect(own.text).toContain(`${control('ssi')}"`);
    expect(own.text).not.toContain(`${control('rgpd')}"`);
  });

  it('nobody on their own request, of which they see nothing of all this', async () => {
    const both = await staff('Bob', 'dgfip:*:instructor', 'dgfip:*:security');
    const row = await sent({ applicant: both.actor });
    const page = `/instruction/D${row.number}`;
    await fill(`${page}/controles/reglementaire`, lead, {
      verdict: 'not_conforming',
      reason: 'PAS POUR BOB',
    });
    for (const path of ['controles/ssi', 'controles/rgpd', 'avis', 'notes', 'affectation']) {
      expect((await get(`${page}/${path}`, both)).status).toBe(403);
      expect((await post(`${page}/${path}`, both, { seen: '0', take: '1' })).status).toBe(403);
    }
    const own = await get(page, both);
    expect(own.status).toBe(200);
    expect(own.text).not.toContain('PAS POUR BOB');
    expect(own.text).not.toContain('Contrôles');
  });
});

it('before a validation it is told what stands of the controls, which bars nothing', async () => {
  const { page, control } = await newRequest();
  const path = `${page}/validation`;
  await fill(control('reglementaire'), lead, { ticks: law, verdict: 'conforming' });
  await fill(control('ssi'), security, { verdict: 'not_conforming', reason: 'Aucune mesure.' });
  await fill(`${page}/avis`, lead, { email: reporter.actor.email, question: 'Alors ?' });
  const [, callout = ''] =
    /aria-labelledby="before">([\s\S]*?)<\/section>/.exec((await get(path, lead)).text) ?? [];
  expect(callout).toContain('Conformité RGPD : contrôle à rendre.');
  expect(callout).toContain('Conformité de la sécurité (SSI) : non conforme.');
  expect(callout).toContain('L’avis demandé à Rose Agent est attendu.');
  expect(callout).not.toContain('réglementaire');
  expect((await fill(path, lead, { words: '' })).status).toBe(303);
});

describe('two people on one control at once', () => {
  it('the second is told what the first wrote, keeps their words, and may send them again', async () => {
    const { row, control } = await newRequest();
    const path = control('reglementaire');
    const seen = seenIn((await get(path, other)).text) ?? '';
    const [one, two] = await Promise.all([
      post(path, lead, { seen, verdict: 'reserve', reason: 'Mots de la première' }),
      post(path, other, { seen, verdict: 'not_conforming', reason: 'Mots du second' }),
    ]);
    expect([one.status, two.status].sort()).toEqual([303, 409]);
    const lost = one.status === 409 ? one : two;
    expect(lost.text).toContain('Une autre personne a été plus rapide');
    expect(lost.text).toContain('Mots de la première');
    expect(lost.text).toContain('Mots du second');
    expect(await actsOf(database, row.id)).toHaveLength(1);
    const [who, mine] = one.status === 409 ? [lead, 'Mots de la première'] : [other, 'Mots du second'];
    const again = await post(path, who, {
      seen: seenIn(lost.text) ?? '',
      verdict: 'not_conforming',
      reason: mine,
    });
    expect(again.status).toBe(303);
  });

  it('on two controls both are heard, however many at once', async () => {
    const { row, control } = await newRequest();
    const answers = await Promise.all([
      ...['reglementaire', 'rgpd'].map((id) =>
        post(control(id), lead, { seen: '0', verdict: 'reserve', reason: id }),
      ),
      post(control('ssi'), security, { seen: '0', verdict: 'reserve', reason: 'ssi' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const acts = await actsOf(database, row.id);
    expect(acts.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});

describe('who makes a control', () => {
  it('is said by who leads, or takes it: somebody with its role', async () => {
    const { page, control } = await newRequest();
    const path = `${control('ssi')}/charge`;
    expect((await fill(path, lead, { email: reporter.actor.email })).text).toContain('n’a pas le rôle voulu');
    expect((await fill(path, lead, { email: '' })).status).toBe(422);
    expect((await post(path, lead, { seen: '0', take: '1' })).status).toBe(403);
    expect((await fill(path, lead, { email: security.actor.email.toUpperCase() })).status).toBe(303);
    expect((await get(page, reporter)).text).toContain('Confié à Sacha Agent');
    expect((await post(path, reporter, { seen: '1', take: '1' })).status).toBe(403);
    const law = `${control('reglementaire')}/charge`;
    expect((await post(law, other, { seen: '0', take: '1' })).status).toBe(303);
    expect((await get(page, other)).text).toContain('Confié à vous');
    // Somebody has it already: a button pressed on an old page takes nothing.
    await post(law, lead, { seen: '0', take: '1' });
    expect((await get(page, lead)).text).toContain('Confié à Ivan Agent');
  });
});
