/** Names and titles as requests have them: French, many, and plainly nobody's. Pure. */
import type { Draw } from './draw.ts';
import { drawFrom } from './draw.ts';

const stems = (
  'bar mer val cour lan gra bou cha ver mon ro pe tour fon bel mar vil sau bri cor nan gui lou pra che ser tar mau del ' +
  'fer gon hau lar nou per qui ram sol tre vau'
).split(' ');
const ends =
  'ville court ac y ières on enay igny ans ois èges euil ance oux ebourg elles aut ieux étas onne'.split(' ');
const rivers = 'Loire Seine Garonne Dordogne Vienne Charente Somme Isère Durance Moselle Sarthe Orne'.split(
  ' ',
);

const given =
  `Camille Claude Dominique Alix Andrea Ange Charlie Eden Lou Maxime Morgan Noa Sacha Sasha Yaël Amandine Aurélie Baptiste
Benoît Brigitte Cécile Chantal Damien Delphine Éric Élodie Fabien Florence François Gaëlle Guillaume Hélène Hugo Inès
Jérôme Joëlle Julien Karine Laurent Léa Loïc Lucie Manon Marc Mathilde Mehdi Nadia Nicolas Océane Olivier Pascale Paul
Quentin Rachid Rémi Romane Sandrine Sébastien Sofia Théo Thomas Valérie Vincent Virginie Xavier Yann Zoé`.split(
    /\s+/,
  );
const family =
  `Exemple Martin Bernard Dubois Durand Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel
Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer
Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu`.split(
    /\s+/,
  );

const acts =
  `Tarification sociale|Attribution|Instruction des demandes|Simplification|Dématérialisation|Contrôle
Préremplissage|Calcul du quotient familial pour l’accès aux services|Vérification des ressources|Suivi|Gestion|Ouverture
Refonte|Modernisation|Sécurisation|Renouvellement`
    .split(/[|\n]/)
    .map((text) => text.trim());
const subjects =
  `de la cantine scolaire|des places en crèche|du transport scolaire|des aides sociales facultatives
des activités périscolaires|de l’accueil de loisirs|du stationnement résidentiel|des logements sociaux|de la carte solidaire
de la bourse communale|du livret d’épargne populaire|du recouvrement des recettes|des subventions aux associations
des marchés publics|du portage de repas à domicile|de la restauration collective|de la médiathèque|de l’école de musique
du fonds de solidarité logement|de l’allocation personnalisée d’autonomie|du chèque énergie local|des prêts étudiants
de la taxe de séjour|du permis de louer|des séjours de vacances|du conservatoire|de la piscine municipale
des autorisations de voirie|du prêt de matériel|de la prime vélo|de la rénovation énergétique|des titres de transport
de l’accès à la déchèterie|du centre de santé|de la domiciliation|des inscriptions scolaires`
    .split(/[|\n]/)
    .map((text) => text.trim());

const kinds = [
  { name: 'Commune', category: '7210', activity: '84.11Z', share: 62 },
  { name: 'CCAS', category: '7361', activity: '88.99B', share: 16 },
  { name: 'Communauté de communes', category: '7346', activity: '84.11Z', share: 8 },
  { name: 'Syndicat scolaire', category: '7354', activity: '85.20Z', share: 5 },
  { name: 'Banque', category: '5599', activity: '64.19Z', share: 3 },
  { name: 'Éditions logicielles', category: '5710', activity: '58.29C', share: 6 },
];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Of a town or a family that there is not: two or three beats and an end. */
const invented = (draw: Draw): string =>
  capital(`${draw.pick(stems)}${draw.chance(0.4) ? draw.pick(stems) : ''}${draw.mostly(ends)}`);

function town(draw: Draw): string {
  const name = invented(draw);
  const full = draw.chance(0.2) ? `Saint-${capital(draw.pick(given))}-de-${name}` : name;
  return draw.chance(0.25) ? `${full}-sur-${draw.pick(rivers)}` : full;
}

export interface Body {
  name: string;
  town: string;
  category: string;
  activity: string;
  siret: string;
}

/** The organisation of this number. */
export function bodyOf(number: number): Body {
  const draw = drawFrom(number + 7_000_000);
  const place = town(draw);
  const kind = kinds.find(({ name }) => name === draw.weighted(byName)) ?? {
    name: '',
    category: '',
    activity: '',
  };
  const of = /^[AEIOUYÉÈH]/.test(place) ? `d’${place}` : `de ${place}`;
  const siret = String(21_000_000_000_000 + number * 97);
  return { name: `${kind.name} ${of}`, town: place, category: kind.category, activity: kind.activity, siret };
}

const byName = Object.fromEntries(kinds.map(({ name, share }) => [name, share]));

export interface Named {
  given_name: string;
  family_name: string;
  email: string;
  phone: string;
  job_title: string;
}

/** The person of this number. */
export function personOf(number: number): Named {
  const draw = drawFrom(number + 9_000_000);
  const [given_name, family_name] = [
    draw.mostly(given),
    draw.chance(0.4) ? draw.mostly(family) : invented(draw),
  ];
  const written = `${given_name}.${family_name}`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return {
    given_name,
    family_name,
    email: `${written}.${number}@commune.example`,
    phone: `01990${String(number % 100_000).padStart(5, '0')}`,
    job_title: draw.pick([
      'Directrice générale des services',
      'Responsable enfance',
      'Chargé de mission numérique',
    ]),
  };
}

/** @param body whose project it is: some say so */
export function titleOf(draw: Draw, body: Body): string {
  const title = `${draw.mostly(acts)} ${draw.mostly(subjects)}`;
  return draw.chance(0.3) ? `${title} – ${body.town}` : title;
}

/** Why the data are wanted, in a few sentences. */
export function textOf(draw: Draw, sentences: number): string {
  return Array.from(
    { length: sentences },
    () =>
      `${draw.pick(acts)} ${draw.pick(subjects)}, pour les familles et les agents du service ${draw.pick(stems)}.`,
  ).join(' ');
}
