/**
 * The main job: an applicant gets a habilitation on the catalogue's own page, an instructor asks for a change and then
 * validates, the technical contact collects the access, a gateway accepts it and no forgery of it.
 */
import { expect, test } from 'vitest';
import { createGateway } from '../../examples/gateway/gateway.ts';
import { installed, popupOf, type Visitor } from './browser.ts';
import { click, fill, find, reads } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { linkIn } from './pages/mailbox.ts';
import { signInAs } from './pages/proconnect.ts';
import { canteen, stepTitles } from './pages/request-element.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();
const field = 'Données nécessaires et règle de calcul';
const reason = 'Précisez pourquoi l’adresse déclarée est nécessaire.';

test.each(installed)(
  'an applicant gets a habilitation, from the question to the gateway, in %s',
  { timeout: 240_000 },
  async (name) => {
    const applicant = await world.visitor(name);
    const instructor = await world.visitor(name);
    const contact = await world.visitor(name);
    const { page } = applicant;
    const element = world.element(applicant);
    // One browser's pictures and findings are enough: the pages are the same.
    const look = async (visitor: Visitor, step: string) => {
      if (name === 'chromium') await looksGood(visitor, `applicant-${step}`);
    };

    await element.open(world.catalogue());
    await look(applicant, '01-question');
    await element.becomeEligible();
    await look(applicant, '02-eligible');
    await click(page, { role: 'button', name: 'Demander l’accès aux données' });
    await element.choosePath();
    await look(applicant, '03-preparations');
    await click(page, { role: 'button', name: 'Commencer la demande' });
    await element.fillAll((title) => look(applicant, `04-step-${stepTitles.indexOf(title) + 1}`));

    await element.submit();
    const popup = await popupOf(applicant, [page]);
    await signInAs(popup, 'camille');
    await reads(page, 'Vous voici identifié');
    await reads(page, 'Commune d’Exempleville');
    await look(applicant, '05-signed-in');
    await element.submit();
    await reads(page, 'Votre demande est entre les mains de l’instructeur');
    await look(applicant, '06-submitted');
    const receipt = await world.mailbox.waitFor('camille.exemple@commune.example', 'Accusé de réception');
    expect(receipt.text).toMatch(/L\.\s?231-4/);

    const office = new InstructionPage(instructor.page, world.backend);
    await office.signIn('instructrice');
    await look(instructor, '07-instruction-list');
    await office.open(canteen.title);
    await look(instructor, '08-instruction-request');
    await office.askForChange(reason, [field]);
    await look(instructor, '09-change-requested');

    await reads(page, reason);
    await look(applicant, '10-change-requested');
    await world.mailbox.waitFor('camille.exemple@commune.example', 'Des modifications sont demandées');
    await click(page, { role: 'button', name: 'Reprendre à l’étape « Mon projet »' });
    await element.onStep('Mon projet');
    await reads(page, reason);
    await look(applicant, '11-resumed');
    await fill(
      page,
      { role: 'textbox', name: field },
      'L’adresse déclarée prouve que la famille habite la commune, condition du tarif.',
    );
    for (const title of stepTitles.slice(0, -1)) {
      await element.onStep(title);
      await element.next();
    }
    await element.promise();
    await element.submit();
    await reads(page, 'Votre demande est entre les mains de l’instructeur');

    await office.open(canteen.title);
    await reads(instructor.page, 'Ce qui a changé depuis la dernière soumission');
    await look(instructor, '12-instruction-changes');
    await office.validate('Bon raccordement.');

    await reads(page, 'est délivrée');
    await look(applicant, '13-validated');
    await world.mailbox.waitFor('camille.exemple@commune.example', 'est validée');
    const mail = await world.mailbox.waitFor(canteen.technical.email, 'l’accès est ouvert');

    const known = await applicant.context.pages();
    await click(page, { role: 'link', name: 'Récupérer mon accès' });
    const access = await popupOf(applicant, known);
    const own = await credentialOn({ ...applicant, page: access });
    if (name === 'chromium') await looksGood({ ...applicant, page: access }, 'applicant-14-access');

    await contact.page.goto(linkIn(mail, '/acces/'));
    await signInAs(contact.page, 'technique');
    const theirs = await credentialOn(contact);

    const gateway = createGateway(world.backend, 'impot-particulier');
    const call = (token: string) =>
      gateway.request('/revenu', { headers: { authorization: `Bearer ${token}` } });
    for (const token of [own, theirs]) {
      const answer = await call(token);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ organisation: expect.anything(), stage: 'sandbox' });
    }
    const [header = '', payload = '', signature = ''] = theirs.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, stage: 'production' })).toString('base64url');
    expect((await call(`${header}.${forged}.${signature}`)).status).toBe(401);
    expect(
      (
        await createGateway(world.backend, 'autre-api').request('/', {
          headers: { authorization: `Bearer ${theirs}` },
        })
      ).status,
    ).toBe(401);

    for (const visitor of [applicant, instructor, contact]) expect(visitor.complaints.errors).toEqual([]);
  },
);

async function credentialOn({ page }: Pick<Visitor, 'page'>): Promise<string> {
  const box = await find(page, { role: 'textbox', name: 'Habilitation signée' });
  return box.evaluate((area) => (area as HTMLTextAreaElement).value);
}
