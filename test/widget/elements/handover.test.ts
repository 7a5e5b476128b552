/** Whose request it is, and what it says: around the follow-up, for its applicant and for a colleague. */
import { expect } from 'chai';
import '../../../widget/form/form.ts';
import type { DatapassFollowUp } from '../../../widget/follow-up/follow-up.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { camille } from '../form/backend.ts';
import { openFollowUp } from '../form/follow-up.ts';
import { until } from '../form/harness.ts';
import { sayingYes, see } from '../form/page.ts';
import { draft, offer, officer, PeopleBackend } from '../form/people-backend.ts';

describe('around the follow-up', () => {
  let backend: PeopleBackend;
  let element: DatapassFollowUp;
  const asked = sayingYes();
  beforeEach(() => {
    see('visible');
    backend = new PeopleBackend();
    backend.arrive(camille);
  });
  afterEach(() => element.remove());

  const root = () => element.shadowRoot as ShadowRoot;
  const text = () => (root().textContent ?? '').replace(/[\u00a0\u202f]/g, ' ');
  const says = (words: string) => until(`« ${words} »`, () => text().includes(words));
  const open = async (more: Partial<RequestView>) => {
    element = await openFollowUp(backend, ({ version, id }) =>
      draft({ definition_version: version, api: id, ...more }),
    );
    await says('Ce que dit la demande');
  };
  const disclose = async (name: string) => {
    const found = await until(`« ${name} »`, () =>
      [...root().querySelectorAll('details')].find((one) => one.textContent?.trim().startsWith(name)),
    );
    found.open = true;
    await element.updateComplete;
  };
  const press = (name: string) => {
    const button = [...root().querySelectorAll('button')].find((one) =>
      one.textContent?.trim().startsWith(name),
    );
    if (!button) throw new Error(`No button ${name}`);
    button.click();
  };
  const theirs: Partial<RequestView> = { mine: false, actions: ['ask_take_over'] };

  it('lets a colleague read a draft, and change nothing of it', async () => {
    await open({ ...theirs, answers: { intitule: 'Tarification', delegue_protection_donnees: officer } });
    await says('Camille Exemple prépare cette demande, qui n’a pas encore été envoyée');
    await disclose('Ce que dit la demande');
    await says('Alix Bernard');
    expect(text()).not.to.match(/undefined|null|false|\[object/);
    const labels = [...root().querySelectorAll('button')].map((button) => button.textContent?.trim());
    expect(labels).to.deep.equal(['Reprendre cette demande']);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('says what taking over means, asks, and shows where it stands', async () => {
    await open(theirs);
    await disclose('Reprendre cette demande');
    expect(text())
      .to.contain('Elle est suivie par Camille Exemple')
      .and.contain('sept jours pour s’y opposer');
    press('Reprendre cette demande');
    await says('Vous avez proposé de reprendre cette demande');
    expect(asked).to.deep.equal(['Reprendre la demande de Camille Exemple ?']);
    await until('the focus is on what was done', () => root().activeElement?.id === '@handover');
    expect(text()).to.contain('Votre proposition est enregistrée.');
    expect(await faults(element)).to.deep.equal([]);
    press('Retirer ma proposition');
    await says('La proposition de reprise est écartée.');
    expect(text()).not.to.contain('Vous avez proposé');
  });

  it('does nothing where the person thinks better of it', async () => {
    await open(theirs);
    await disclose('Reprendre cette demande');
    window.confirm = () => false;
    press('Reprendre cette demande');
    await element.updateComplete;
    expect(backend.made('POST')).to.deep.equal([]);
  });

  it('lets the applicant of a request that was sent give it away, and then read it', async () => {
    await open({ state: 'submitted', actions: ['transfer'] });
    await disclose('Confier cette demande à un collègue');
    press('Confier la demande');
    await says('Écrivez son adresse électronique.');
    const field = root().getElementById('@transfer-email') as HTMLInputElement;
    expect(root().activeElement).to.equal(field);
    field.value = 'dominique.modele@commune.example';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(await faults(element)).to.deep.equal([]);
    press('Confier la demande');
    await says('La demande est confiée à dominique.modele@commune.example.');
    await says('Reprendre cette demande');
  });

  it('lets the applicant keep it when a colleague offers to take it over', async () => {
    await open({ state: 'submitted', actions: ['transfer', 'object_take_over'], take_over: offer(false) });
    await says('Sans opposition de votre part');
    expect(await faults(element)).to.deep.equal([]);
    press('Garder cette demande');
    await says('La proposition de reprise est écartée.');
  });

  it('shows who has confirmed, and asks those named once it was sent', async () => {
    backend.kinds = ['confirm'];
    await open({
      state: 'submitted',
      actions: ['transfer'],
      answers: { delegue_protection_donnees: officer },
      confirmations: [
        {
          step: 'contacts',
          field: 'delegue_protection_donnees',
          label: 'Délégué à la protection des données',
          name: 'Alix Bernard',
          at: '2026-11-19T10:00:00Z',
          current: true,
          text: 'Confirmé par Alix Bernard le 19 novembre 2026',
        },
      ],
    });
    await says('Confirmé par Alix Bernard le 19 novembre 2026');
    await disclose('Faire confirmer la demande par une personne qu’elle désigne');
    await says('Envoyer l’invitation');
    expect(await faults(element)).to.deep.equal([]);
    press('Envoyer l’invitation');
    await says('L’invitation part vers alix.bernard@commune.example.');
    expect(backend.made('POST')[0]?.body).to.include({
      kind: 'confirm',
      field: 'delegue_protection_donnees',
    });
  });

  it('shows a colleague the conversation about a draft', async () => {
    const comments = [
      {
        by: 'Claude Conseil',
        mine: false,
        at: '',
        text: 'Citez la délibération.',
        when: '19 novembre 2026 à 10:00',
      },
    ];
    await open({ ...theirs, comments });
    await says('Citez la délibération.');
    expect(text()).not.to.contain('Votre réponse');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('archives a draft once the person is sure', async () => {
    await open({});
    press('Archiver ce brouillon');
    await says('Ce dossier est archivé');
    expect(asked[0]).to.contain('Archiver ce brouillon ?');
  });
});
