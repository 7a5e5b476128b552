/** What only some forms ask, over the real definitions: teams, questionnaires, dates, spreadsheets, data that are fixed. */
import { expect } from 'chai';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { needsKinds } from '../../../widget/form/fields/index.ts';
import { FormHarness, pdf, until } from '../form/harness.ts';

/** A definition under an id of its own: test files run side by side on one origin. */
async function served(api: string): Promise<ApiDefinition> {
  const answer = await fetch(`/catalogue/${api}?lang=fr`);
  return { ...(await answer.json()), id: `${api}-${crypto.randomUUID()}` };
}

describe('the parts for rarer kinds', () => {
  it('are asked for only by a form that may show them to this person', async () => {
    const definition = await served('impot-particulier');
    const needed = (profil: string) => needsKinds(definition, 'sandbox', { profil });
    expect([needed('editeur'), needed('administration')]).to.deep.equal([true, false]);
  });
});

describe('the rarer kinds of a form', () => {
  let form: FormHarness;
  afterEach(() => form.close());

  const open = async (api: string, stage: string, openAt: string) => {
    const definition = await served(api);
    form = await FormHarness.open({ definition, stage, openAt, eligibility: {} });
    return definition;
  };
  const answer = (field: string) => form.form.values[field];

  it('a team has a name, an address and a number; a person may be named instead', async () => {
    await open('api-entreprise', 'production', 'contacts');
    await form.type('contact_technique-family_name', 'Exemple');
    expect(form.one('#contact_technique-given_name')).not.to.equal(null);
    await form.tick('contact_technique-team');
    expect(form.one('#contact_technique-given_name')).to.equal(null);
    expect(form.one('label[for=contact_technique-family_name]')?.textContent).to.equal('Nom de l’équipe');
    await form.type('contact_technique-family_name', 'Équipe numérique');
    await form.type('contact_technique-email', 'equipe@commune.example');
    await form.type('contact_technique-phone', '01 23 45 67 89');
    await form.press('Suivant');
    expect(form.one('.errors')?.textContent).not.to.contain('Contact technique');
    await form.tick('contact_technique-person');
    expect(form.control('contact_technique-given_name').value).to.equal('');
  });

  it('data that come with every request are ticked for good, and in the summary; sensitive ones say so', async () => {
    await open('api-entreprise', 'production', 'scopes');
    const fixed = form.all<HTMLInputElement>('[name=scopes]:disabled:checked');
    expect(fixed.length).to.be.greaterThan(10);
    expect(fixed[0]?.closest('label')?.textContent).to.contain('toujours comprise');
    expect(form.text).to.contain('donnée sensible');
    expect(form.one('details.group')?.textContent).to.contain('Données qui ne sont plus ici');
  });

  it('a questionnaire wants each of its answers, and is read again before it is sent', async () => {
    await open('ficoba', 'production', 'safety_certification');
    await form.tick('safety_certification_means-hors_rgs');
    const questions = form.all('#field-safety_questionnaire [part=field]');
    expect(questions.length).to.be.greaterThan(4);
    const [text] = form.all<HTMLTextAreaElement>('#field-safety_questionnaire textarea');
    await form.type(text?.id ?? '', 'Une réponse.');
    await form.press('Suivant');
    expect(form.all('.errors a').length).to.be.greaterThan(3);
    expect(form.text).not.to.match(/undefined|\[object/);
  });

  it('a homologation that is over, or ends before it begins, is refused in words', async () => {
    await open('ficoba', 'production', 'safety_certification');
    await form.tick('safety_certification_means');
    await form.type('safety_certification_begin_date', '2026-05-01');
    await form.type('safety_certification_end_date', '2020-05-01');
    await form.press('Suivant');
    expect(form.one('.errors')?.textContent).to.contain('choisissez une date postérieure');
  });

  it('a number that receives a secret is a mobile one', async () => {
    await open('franceconnect', 'production', 'contacts');
    expect(form.one('label[for=contact_technique-phone]')?.textContent).to.equal('Téléphone mobile');
    await form.fillPerson('contact_technique', 'Camille');
    await form.press('Suivant');
    expect(form.one('.errors')?.textContent).to.contain('06 12 34 56 78');
  });

  it('several documents go into one field, up to as many as it takes, each of a kind that it takes', async () => {
    await open('api-entreprise', 'production', 'basic_infos');
    const names = ['un.pdf', 'deux.pdf', 'trois.pdf', 'quatre.pdf', 'cinq.pdf', 'six.pdf', 'sept.pdf'];
    await form.drop('maquette_projet', ...names.map((name) => pdf(name)));
    await until('six are there', () => form.all('#field-maquette_projet .rows li').length === 6);
    expect(form.one('#field-maquette_projet')?.textContent).to.contain('6 au plus');
    expect(form.one('#field-maquette_projet .hint')?.textContent).not.to.contain('undefined');
  });

  it('a spreadsheet is known by its content', async () => {
    await open('impot-particulier', 'sandbox', 'scopes');
    await form.tick('specific_requirements');
    const field = 'specific_requirements_document';
    expect(form.one(`#field-${field}`)?.textContent).to.contain('tableur');
    await form.drop(field, pdf('besoin.ods'));
    await until('it is refused', () => form.text.includes('« besoin.ods » n’est pas un tableur'));
    await form.drop(field, new File(['PK\u0003\u0004'], 'besoin.ods'));
    await until('it is kept', () => form.one(`#field-${field} .rows li`));
  });

  it('a page gives answers to begin with, but for people; they may be taken up again', async () => {
    const definition = await served('impot-particulier');
    const address = location.href;
    const asked = new URLSearchParams({
      'datapass-use-case': 'cantine_scolaire',
      'datapass-technical_team_software': 'Cantine facile',
      'datapass-contact_technique': 'Malo Durand',
      'datapass-technical_team_type': 'nobody-knows',
    });
    history.replaceState(null, '', `?${asked}`);
    form = await FormHarness.open({ definition, openAt: 'basic_infos' });
    await until('the page’s answer is there', () => answer('technical_team_software') === 'Cantine facile');
    history.replaceState(null, '', address);
    expect(answer('@use_case')).to.equal('cantine_scolaire');
    expect(answer('contact_technique')).to.equal(undefined);
    expect(answer('technical_team_type')).to.equal(undefined);
    expect(form.text).to.contain('Une réponse vient de cette page : à relire');
  });
});
