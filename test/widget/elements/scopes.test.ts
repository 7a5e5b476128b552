/** The data to choose, as the use case and the answers leave them to the person. */
import { expect } from 'chai';
import { FormHarness, until } from '../form/harness.ts';

describe('the data of a form', () => {
  const bank = { profil: 'banque', livret: 'numero_fiscal' };
  let form: FormHarness;
  afterEach(() => form.close());

  const boxes = () => form.all<HTMLInputElement>('[name=scopes]');
  const toData = async (eligibility: Record<string, string>) => {
    form = await form.reopen({ eligibility, openAt: 'scopes' });
    await until('the data are shown', () => boxes()[0]);
  };

  it('of a use case for banks are one indicator, ticked for good; the others do not see it', async () => {
    form = await FormHarness.open({ eligibility: bank });
    expect(form.one('[id="@use_case-cantine_scolaire"]')).to.equal(null);
    await toData(bank);
    await form.tick('scopes');
    expect(boxes().filter(({ checked }) => checked)).to.have.length(1);

    form = await form.reopen({ eligibility: bank, openAt: 'basic_infos' });
    await form.tick('@use_case-eligibilite_lep');
    await until('the model is there', () => form.control('intitule').value);
    await toData(bank);
    const [only, ...others] = boxes();
    expect(others).to.have.length(0);
    expect([only?.checked, only?.disabled]).to.deep.equal([true, true]);
    await form.press('Suivant');
    expect(form.title).to.equal('Les modalités d’accès');
    await form.close();

    form = await FormHarness.open();
    expect(form.one('[id="@use_case-eligibilite_lep"]')).to.equal(null);
  });

  it('may stand in a spreadsheet instead, for a need agreed on with the provider', async () => {
    const eligibility = { profil: 'administration', identification: 'numero_fiscal' };
    form = await FormHarness.open({ eligibility });
    await toData(eligibility);
    await form.tick('scopes-dgfip_rfr');
    expect(form.one('.callout.warn')?.textContent).to.contain('au moins une année de revenus');
    await form.tick('specific_requirements');
    expect(form.one('.callout.warn')).to.equal(null);
    await form.press('Suivant');
    expect(form.one('.errors')?.textContent).to.contain('Joignez le tableur');
  });
});
