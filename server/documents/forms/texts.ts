/**
 * The forms to sign, in French: they are for a French administration. Source: the DGFiP's « Les indispensables à
 * préparer », in words of our own. The law quoted is article 441-1 of the Code pénal, which says what a forgery is and
 * how it is punished (the DGFiP's model names 441-3, which is about holding false papers).
 */
import type { FormFacts, FormName, Signatory } from './facts.ts';
import { fact, Sheet } from './sheet.ts';

const [space, thin] = ['\u00a0', '\u202f'];

type Writer = (facts: FormFacts, signatory: Signatory) => Sheet;

export const forms: Record<FormName, { file: string; signatories: readonly Signatory[]; write: Writer }> = {
  attestation_employeur: {
    file: 'attestation-employeur',
    signatories: ['applicant', 'editor'],
    write: employment,
  },
  designation: { file: 'designation', signatories: ['applicant'], write: designation },
};

function reference({ number, api }: FormFacts): string {
  return `Demande d’habilitation ${number} – ${api}`;
}

function employment(facts: FormFacts, signatory: Signatory): Sheet {
  const { organisation, person, provider, api } = facts;
  const copy = signatory === 'editor' ? 'exemplaire de l’éditeur' : 'exemplaire du demandeur';
  const sheet = new Sheet({
    title: `Attestation employeur (${copy})`,
    reference: `${reference(facts)} – ${copy}`,
  });
  sheet.heading('Attestation employeur');
  sheet.paragraph([
    'Je soussigné(e) (prénom, nom)',
    fact('', 44),
    ', représentant(e) de l’organisme ',
    fact(organisation.name, 36),
    ', dont le siège se trouve ',
    fact(organisation.address, 60),
    ' et dont le numéro SIRET est ',
    fact(organisation.siret, 24),
    ',',
  ]);
  sheet.paragraph([
    'certifie que ',
    fact(person.name, 40),
    ', né(e) le',
    fact('', 16),
    ' à',
    fact('', 28),
    ', y est employé(e) en qualité de ',
    fact(person.job, 36),
    ...(person.job ? ['.'] : []),
  ]);
  sheet.paragraph([
    'Cette attestation lui est remise pour appuyer la demande d’accès à l’',
    { known: named(api) },
    ` et aux autres API du même fournisseur de données${space}: ${provider.name}.`,
  ]);
  signed(sheet, 'Signature et cachet de l’employeur');
  sheet.rule();
  sheet.subheading('Qui signe ce document répond de ce qu’il affirme');
  sheet.small([
    `Code pénal, article 441-1${space}: «${space}Constitue un faux toute altération frauduleuse de la vérité, de nature à causer un préjudice et accomplie par quelque moyen que ce soit, dans un écrit ou tout autre support d’expression de la pensée qui a pour objet ou qui peut avoir pour effet d’établir la preuve d’un droit ou d’un fait ayant des conséquences juridiques. Le faux et l’usage de faux sont punis de trois ans d’emprisonnement et de 45${thin}000 euros d’amende.${space}»`,
  ]);
  return sheet;
}

function designation(facts: FormFacts): Sheet {
  const { organisation, person, provider, api } = facts;
  const sheet = new Sheet({ title: 'Désignation', reference: reference(facts) });
  sheet.block([
    fact(organisation.name, 40),
    fact(organisation.address, 40),
    ...(organisation.siret ? [`SIRET${space}: ${organisation.siret}`] : []),
  ]);
  sheet.block([provider.name, ...provider.address], { right: true });
  sheet.heading('Désignation');
  sheet.paragraph([
    'Je soussigné(e) (M. ou Mme, prénom, nom)',
    fact('', 44),
    ', en ma qualité de',
    fact('', 40),
    ', désigne ',
    fact(person.name, 40),
    ' pour accomplir, au nom de l’organisme ',
    fact(organisation.name, 36),
    ' et pour son compte, toutes les formalités que demande le raccordement aux API de votre administration, dont l’',
    { known: named(api) },
    '.',
  ]);
  signed(sheet, 'Cachet et signature');
  return sheet;
}

/** « API Impôt particulier », « API « FranceConnect » » */
const named = (api: string): string => (/^API\b/.test(api) ? api : `API «${space}${api}${space}»`);

function signed(sheet: Sheet, label: string): void {
  sheet.paragraph(['Fait à', fact('', 34), ', le', fact('', 20)]);
  sheet.signature(label);
}
