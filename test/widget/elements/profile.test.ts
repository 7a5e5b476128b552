/** What an organisation has given before, offered above the step that asks for it again. */
import { expect } from 'chai';
import type { Answers } from '../../../catalogue/answers.ts';
import { offerWords } from '../../../server/profiles/said.ts';
import type { ProfileView } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, commune, draftView } from '../form/backend.ts';
import { FormHarness, until } from '../form/harness.ts';

const person = (given_name: string) => ({
  given_name,
  family_name: 'Bernard',
  email: `${given_name.toLowerCase()}.bernard@commune.example`,
  phone: '01 23 45 67 89',
  job_title: 'Agent',
});

const offered: NonNullable<ProfileView['offered']> = {
  answers: {
    responsable_traitement: person('Alix'),
    delegue_protection_donnees: person('Sacha'),
    safety_certification_means: 'homologation',
    safety_certification_authority_name: 'Alix Bernard',
    safety_certification_begin_date: '2026-01-15',
    safety_certification_end_date: '2029-01-14',
  },
  documents: [
    {
      field: 'safety_certification_document',
      request: 'r0',
      document_id: 'd0',
      name: 'homologation.pdf',
      size: 2000,
    },
  ],
  said: [
    {
      fields: ['responsable_traitement'],
      text: 'Responsable de traitement : Alix Bernard (d’après la demande D1042)',
    },
    { fields: ['delegue_protection_donnees'], text: 'Délégué à la protection des données : Sacha Bernard' },
    {
      fields: [
        'safety_certification_means',
        'safety_certification_document',
        'safety_certification_authority_name',
        'safety_certification_begin_date',
        'safety_certification_end_date',
      ],
      text: 'Homologation de sécurité : homologation.pdf',
    },
  ],
  words: offerWords.fr,
};

/** A backend that knows the organisation's profile, and copies documents. */
class Profiled extends Backend {
  asked: string[] = [];
  copied: unknown[] = [];
  removed: string[] = [];

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    if (path.startsWith('/organisations/')) {
      this.asked.push(path);
      return Response.json({ url: '/organisations/x/profil', offered });
    }
    if (path.endsWith('/copies')) {
      this.copied.push([path, JSON.parse(String(init.body))]);
      const field = path.split('/').at(-2);
      return Response.json(
        { id: 'copy', field, name: 'homologation.pdf', size: 2000, scan: 'clean' },
        { status: 201 },
      );
    }
    if (init.method === 'DELETE') {
      this.removed.push(path);
      return new Response(null, { status: 204 });
    }
    return super.fetch(path, init);
  }
}

describe('the profile of an organisation', () => {
  let backend: Profiled;
  let form: FormHarness;
  let requests = 0;

  async function open(openAt: string, answers: Answers = {}, stage = 'sandbox'): Promise<string> {
    const id = `profiled-${++requests}`;
    backend = new Profiled();
    backend.arrive(camille);
    backend.requests.set(id, draftView(id, { answers, stage }));
    form = await FormHarness.open({ request: { id }, openAt, stage }, backend);
    return id;
  }
  const offer = () => form.all('.callout').find((one) => one.textContent?.includes('organisation'));
  const shows = (words: string) => until(words, () => offer()?.textContent?.includes(words));

  afterEach(() => form.close());

  it('is offered where its answers are asked for, and says where they come from', async () => {
    await open('contacts');
    await shows('Votre organisation a déjà donné');
    expect(backend.asked).to.have.length(1);
    expect(backend.asked[0]).to.contain(`/organisations/${commune.siret}/profile?api=`);
    const items = [...(offer()?.querySelectorAll('li') ?? [])].map((item) => item.textContent);
    expect(items).to.deep.equal([offered.said[0]?.text, offered.said[1]?.text]);
    expect(await faults(form.form)).to.deep.equal([]);
    // With the catalogue read for the first time.
  }).timeout(30_000);

  it('is taken over with a click, marked, saved, and given back with the next', async () => {
    const id = await open('contacts');
    await shows('Votre organisation a déjà donné');
    const button = () => offer()?.querySelector('button') as HTMLButtonElement;
    button().focus();
    button().click();
    await shows('Repris du profil de votre organisation');
    expect(form.control('responsable_traitement-given_name').value).to.equal('Alix');
    await until('the marks', () => form.text.split('Repris du profil').length > 3);
    expect(form.root.activeElement).to.equal(button());
    await until('it is saved', () => backend.requests.get(id)?.answers.responsable_traitement);
    expect(await faults(form.form)).to.deep.equal([]);

    // What was changed since is the person's own.
    await form.type('delegue_protection_donnees-given_name', 'Dominique');
    button().click();
    await shows('Votre organisation a déjà donné');
    expect(form.control('responsable_traitement-given_name').value).to.equal('');
    expect(form.control('delegue_protection_donnees-given_name').value).to.equal('Dominique');
    expect(offer()?.querySelectorAll('li')).to.have.length(1);
  });

  it('offers nothing that is answered, and nothing more after a no', async () => {
    await open('contacts', { responsable_traitement: person('Claude') });
    await shows('Votre organisation a déjà donné');
    expect(offer()?.querySelectorAll('li')).to.have.length(1);
    await form.press('Non merci');
    await until('it is gone', () => !offer());
    expect(form.root.activeElement?.id).to.match(/^delegue_protection_donnees/);
    expect(form.control('delegue_protection_donnees-given_name').value).to.equal('');
  });

  it('brings the document of a homologation along, and takes it away again', async () => {
    const id = await open('safety_certification', {}, 'production');
    await shows('Homologation de sécurité : homologation.pdf');
    await form.press('Reprendre');
    await until('the document is listed', () =>
      form.one('.rows li')?.textContent?.includes('homologation.pdf'),
    );
    expect(backend.copied).to.deep.equal([
      [
        `/requests/${id}/documents/safety_certification_document/copies`,
        { request: 'r0', document_id: 'd0' },
      ],
    ]);
    expect(form.control('safety_certification_authority_name').value).to.equal('Alix Bernard');
    await form.press('Annuler');
    await until('the document is gone', () => !form.text.includes('2 Ko') && backend.removed[0]);
    expect(backend.removed).to.deep.equal([`/requests/${id}/documents/copy`]);
  });

  it('asks nothing on steps that have no use for it', async () => {
    await open('scopes');
    await until('the step', () => form.title === 'Les données');
    expect(backend.asked).to.deep.equal([]);
  });
});
