/** Texts of the list of requests, in French. */
import type { Counts } from '../counts.ts';
import type { Priority } from '../priority.ts';
import type { AgeRange, Flag, Tab } from '../query.ts';

const plural = (count: number, one: string, several: string) => `${count} ${count < 2 ? one : several}`;

export const french = {
  title: 'Demandes à instruire',
  tabs: {
    waiting: 'À instruire',
    unseen: 'Nouvelles',
    late: 'En retard',
    all: 'Toutes',
  } satisfies Record<Tab, string>,
  tabsLabel: 'Listes',
  counted: {
    waiting: (count: string) => `${count} à instruire par vous, ou par personne encore`,
    unseen: (count: string) => `${count} que personne n’a ouvertes`,
    late: (count: string) => `${count} en retard`,
  } satisfies Record<keyof Counts, (count: string) => string>,
  moreThan: (count: number) => `plus de ${count}`,
  search: 'Rechercher',
  searchHint: 'Projet, organisation, SIRET, numéro ou personne',
  filter: 'Filtrer',
  clear: 'Enlever les filtres',
  more: 'Plus de filtres',
  active: (count: number) => plural(count, 'filtre actif', 'filtres actifs'),
  labels: {
    state: 'État',
    api: 'API',
    stage: 'Environnement',
    useCase: 'Cas d’usage',
    region: 'Région',
    department: 'Département',
    priority: 'Priorité',
    assignee: 'Instruite par',
    age: 'Soumise depuis',
    flags: 'Signes',
    oldestFirst: 'Ordre',
    size: 'Demandes par page',
  },
  any: {
    state: 'Tous les états',
    api: 'Toutes les API',
    stage: 'Tous',
    useCase: 'Tous les cas d’usage',
    region: 'Toutes les régions',
    department: 'Tous les départements',
    priority: 'Toutes',
    assignee: 'Tout le monde',
    age: 'N’importe quand',
  },
  useCaseNeedsApi: 'Choisissez d’abord une API',
  stages: { sandbox: 'Bac à sable', production: 'Production' },
  priorities: { normale: 'Normale', haute: 'Haute', urgente: 'Urgente' } satisfies Record<Priority, string>,
  mine: 'Moi',
  nobody: 'Personne',
  ages: {
    '0-7': '7 jours au plus',
    '8-15': '8 à 15 jours',
    '16-30': '16 à 30 jours',
    '31-60': '31 à 60 jours',
    '61': 'plus de 60 jours',
  } satisfies Record<AgeRange, string>,
  flags: {
    unseen: 'Nouvelle',
    updated: 'Modifiée',
    reopened: 'Mise à jour',
    told: 'Dossier modifié',
    late: 'En retard',
  } satisfies Record<Flag, string>,
  flagHints: {
    unseen: 'personne ne l’a ouverte depuis sa soumission',
    updated: 'soumise à nouveau après une demande de modification',
    reopened: 'mise à jour ou renouvellement d’une habilitation',
    told: 'une réponse commune a changé dans une autre demande du dossier',
    late: 'au-delà du délai visé',
  } satisfies Record<Flag, string>,
  renewal: 'Renouvellement',
  newestFirst: 'Les plus récentes d’abord',
  oldestFirst: 'Les plus anciennes d’abord',
  caption: (newest: boolean): string =>
    newest
      ? 'Demandes, de la plus récente à la plus ancienne'
      : 'Demandes, de la plus ancienne à la plus récente',
  columns: {
    number: 'N°',
    project: 'Projet',
    organisation: 'Organisation',
    api: 'API',
    state: 'État',
    age: 'Âge',
    assignee: 'Par',
  },
  unassigned: 'personne',
  department: 'Département ',
  tick: (number: string) => `Choisir ${number}`,
  tickAll: 'Choisir toute la page',
  ticked: (count: number) => plural(count, 'demande choisie', 'demandes choisies'),
  together: 'Avec les demandes choisies',
  acts: {
    validation: 'Valider',
    modification: 'Demander une modification',
    refus: 'Refuser',
  },
  setPriority: 'Donner la priorité',
  done: {
    view: 'La vue est enregistrée.',
    removed: 'La vue est supprimée.',
    priority: 'La priorité des demandes choisies est enregistrée.',
  },
  newer: 'Page précédente',
  older: 'Page suivante',
  pages: 'Pages',
  empty: {
    waiting: [
      'Rien n’attend',
      'Toutes les demandes soumises ont leur réponse, ou sont confiées à vos collègues.',
    ],
    unseen: ['Rien de nouveau', 'Quelqu’un a ouvert chacune des demandes soumises.'],
    late: ['Rien n’est en retard', 'Chaque demande soumise est encore dans le délai visé.'],
    all: [
      'Aucune demande pour le moment',
      'Les demandes soumises aux API dont vous avez la charge apparaîtront ici.',
    ],
  } satisfies Record<Tab, [string, string]>,
  noMatch: 'Aucune demande ne correspond',
  noMatchText: 'Essayez un autre mot, ou enlevez les filtres.',
  near: 'Aucune demande n’a ces mots. Voici celles qui ont des mots proches :',
  ignored: 'Une partie de l’adresse n’est pas comprise, et n’a pas été suivie :',
  ignoredHint: 'La liste montre donc plus que ce qui était demandé. Choisissez à nouveau ce filtre.',
  lateHint: (days: number) => `« En retard » : plus de ${days} jours depuis la soumission.`,
  export: 'Exporter cette liste',
  exportHint: 'Toutes les pages, avec les colonnes du tableau de suivi.',
  xlsx: 'Tableur (XLSX)',
  csv: 'Texte (CSV)',
  views: {
    title: 'Vos vues',
    none: 'Enregistrez des filtres sous un nom pour les retrouver ici.',
    save: 'Enregistrer cette liste',
    name: 'Nom de la vue',
    nameHint: 'Par exemple : cantines du Nord en retard. Son adresse se partage avec vos collègues.',
    submit: 'Enregistrer',
    remove: (name: string) => `Supprimer la vue « ${name} »`,
    removeShort: 'Supprimer',
    errors: {
      required: 'Donnez un nom à cette vue',
      too_long: (max: number) => `Raccourcissez ce nom à ${max} caractères au plus`,
      wrong_character: 'Retirez le caractère invisible de ce nom',
      taken: 'Vous avez déjà une vue de ce nom : donnez-en un autre, ou supprimez-la d’abord',
      too_many: (max: number) => `Vous avez déjà ${max} vues : supprimez-en une d’abord`,
    },
  },
  keys: {
    title: 'Clavier',
    text: '« / » va à la recherche. Dans la liste, j et k ou les flèches passent d’une demande à l’autre, x la choisit, Entrée l’ouvre.',
    on: 'Raccourcis d’une lettre : activés',
    off: 'Raccourcis d’une lettre : désactivés',
  },
  bulk: {
    titles: {
      validation: 'Valider plusieurs demandes',
      modification: 'Demander une modification à plusieurs demandes',
      refus: 'Refuser plusieurs demandes',
    },
    back: 'Retour à la liste',
    lead: (count: number) =>
      count < 2
        ? 'La même décision, avec les mêmes mots, pour cette demande.'
        : `La même décision, avec les mêmes mots, pour ces ${count} demandes. Chacune a son événement et son courriel.`,
    chosen: 'Demandes concernées',
    left: 'Demandes qui ne peuvent pas être décidées ainsi',
    keep: 'Décocher une demande la laisse de côté.',
    submit: {
      validation: (count: number) => (count === 1 ? 'Valider la demande' : `Valider les ${count} demandes`),
      modification: () => 'Envoyer les demandes de modification',
      refus: () => 'Refuser ces demandes',
    },
    again: 'Décider les demandes restantes',
    nothing: 'Aucune demande choisie',
    nothingText: 'Revenez à la liste, cochez les demandes semblables, puis choisissez la décision.',
    tooMany: (max: number) =>
      `Choisissez ${max} demandes au plus à la fois : seules les premières sont montrées.`,
    unlike: 'Ces demandes ne sont pas semblables',
    unlikeText:
      'Une décision commune concerne une seule API et un seul environnement : les motifs et les règles ne sont pas les mêmes ailleurs. Décidez-les par groupe :',
    group: (api: string, stage: string, count: number) =>
      `${api}, ${stage.toLowerCase()} (${plural(count, 'demande', 'demandes')})`,
    reasons: {
      unknown: 'n’existe pas, ou n’est pas à votre charge',
      own: 'est la vôtre : une autre personne doit l’instruire',
      role: 'se lit seulement, avec votre rôle',
      pair: 'veut deux personnes : l’une donne son accord sur la page de la demande, l’autre valide',
      state: (state: string) => `n’attend pas cette décision (état : ${state.toLowerCase()})`,
    },
    done: {
      validation: (count: number) => plural(count, 'demande validée', 'demandes validées'),
      modification: (count: number) => plural(count, 'modification demandée', 'modifications demandées'),
      refus: (count: number) => plural(count, 'demande refusée', 'demandes refusées'),
    },
    notDone: (count: number) =>
      plural(count, 'demande laissée telle quelle', 'demandes laissées telles quelles'),
    outcome: 'Résultat',
    doneOne: { validation: 'validée', modification: 'modification demandée', refus: 'refusée' },
    meanwhile: 'a changé pendant que vous décidiez : votre décision n’y est pas enregistrée.',
    kept: 'Vos mots sont gardés ci-dessous. Relisez ces demandes avant de les décider.',
    keptOver: 'Ces demandes ne peuvent plus être décidées ainsi : ouvrez-les pour voir ce qui est possible.',
    errorNone: 'Cochez au moins une demande',
    fieldsAll: 'Réponses à revoir, dans chacune',
  },
};

export type ListTexts = typeof french;
