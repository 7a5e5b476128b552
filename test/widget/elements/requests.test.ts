/** `<datapass-requests>` inside a journey: it is given its requests, and says what is chosen. */
import { expect } from 'chai';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, ccas } from '../form/backend.ts';
import { until } from '../form/harness.ts';
import {
  action,
  actions,
  colleague,
  element,
  granted,
  naming,
  place,
  plain,
  root,
  rows,
  select,
  summary,
  text,
} from './requests-list.ts';

/** What the list reads of it. */
const definition = {
  id: 'impot-particulier',
  title: 'API Impôt particulier',
  accepting: true,
} as ApiDefinition;
describe('datapass-requests in a journey', () => {
  it('says of each what it is, whose turn it is and its dates; opens what is chosen, or a new one', async () => {
    const session = new Backend();
    session.arrive(camille);
    const requests = [summary({}), colleague, naming, granted];
    place({ session, requests, definition });
    await until('the list', () => rows()[0]);
    expect(rows()[0]).to.contain('D1042 · API Impôt particulier · Bac à sable').and.contain('Cantine');
    expect(rows()[0]).to.contain('À vous · Compléter et soumettre la demande').and.contain('Brouillon');
    expect(rows()[1]).to.contain('par Dominique Modèle').and.contain('envoyée le 20 novembre 2026');
    expect(rows()[1]).to.contain('Au fournisseur · Attendre la réponse, au plus tard le 20 janvier 2027');
    expect(rows()[2]).to.contain(ccas.name).and.contain('Vous y êtes : Délégué à la protection des données');
    expect(rows()[3]).to.contain('habilitation H1042, valable jusqu’au 24 décembre 2026');
    expect(rows()[3]).to.contain('se termine dans 34 jours');
    expect(root().querySelector('a[href="/acces/H1042"]')?.getAttribute('rel')).to.equal('noopener');
    expect(text()).not.to.match(/undefined|null|\[object/);
    const chosen: unknown[] = [];
    const leaks: unknown[] = [];
    element().addEventListener('datapass-open', (event) => chosen.push([event.detail, event.composed]));
    document.addEventListener('datapass-open', (event) => leaks.push(event), { once: true });
    // Nothing but its line is open to who is only named.
    expect(actions().map((one) => plain(one.textContent))).to.deep.equal([
      'Reprendre D1042',
      'Suivre D1043',
      'Suivre D1045',
      'Nouvelle demande',
    ]);
    for (const one of actions()) one.click();
    expect(chosen).to.deep.equal([
      [{ id: 'r1', api: 'impot-particulier', state: 'draft' }, false],
      [{ id: 'r2', api: 'impot-particulier', state: 'submitted' }, false],
      [{ id: 'r4', api: 'impot-particulier', state: 'validated' }, false],
      [{}, false],
    ]);
    expect(await faults(element())).to.deep.equal([]);
  });

  it('asks nothing for what it was given, and asks for what is chosen by whose and by state', async () => {
    const session = new Backend();
    session.arrive(camille);
    place({ session, requests: [summary({}), colleague], definition });
    await until('the list', () => rows()[1]);
    expect(session.calls).to.have.length(0);
    session.next.push(() => Response.json({ requests: [colleague], next: null }));
    select('De qui').value = 'organisation';
    select('De qui').dispatchEvent(new Event('change'));
    await until('hers alone', () => rows().length === 1);
    const asked = new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]);
    expect(asked.get('relation')).to.equal('organisation');
    expect(asked.get('api')).to.match(/^impot-particulier/);
    session.next.push(() => Response.json({ requests: [], next: null }));
    select('État').value = 'refused';
    select('État').dispatchEvent(new Event('change'));
    await until('none', () => text().includes('Aucune demande ne correspond à ce choix.'));
    expect(new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]).get('state')).to.equal('refused');
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal('Aucune demande');
    expect(await faults(element())).to.deep.equal([]);
    session.next.push(() => Response.json({ requests: [summary({}), colleague], next: null }));
    action('Tout afficher')?.click();
    await until('all again', () => rows()[0]?.includes('Cantine'));
    expect(select('De qui').selectedOptions[0]?.textContent).to.equal('Toutes');
    expect(select('État').selectedOptions[0]?.textContent).to.equal('Tous');
  });

  it('shows more where there is more, and puts the focus where it begins', async () => {
    const session = new Backend();
    session.arrive(camille);
    session.next.push(() => Response.json({ requests: [summary({}), colleague], next: 'later_1' }));
    place({ session });
    await until('the first page', () => rows()[1]);
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal(
      '2 demandes, et d’autres plus anciennes',
    );
    session.next.push(() => Response.json({ requests: [granted], next: null }));
    action('Afficher plus')?.focus();
    action('Afficher plus')?.click();
    await until('the second page', () => rows().length === 3);
    expect(new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]).get('after')).to.equal('later_1');
    await until('the focus on the first new one', () =>
      root().activeElement?.textContent?.includes('Stationnement'),
    );
    expect(action('Afficher plus')).to.equal(undefined);
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal('3 demandes');
  });

  it('says that the list could not be read, and tries again', async () => {
    const session = new Backend();
    session.arrive(camille);
    session.online = false;
    place({ session });
    await until('the failure', () => text().includes('La liste n’a pas pu être lue.'));
    session.online = true;
    session.next.push(() => Response.json({ requests: [], next: null }));
    action('Réessayer')?.click();
    await until('an empty list', () => text().includes('Aucune demande pour le moment.'));
    expect(await faults(element())).to.deep.equal([]);
  });
});
