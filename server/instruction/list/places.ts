/** Regions and départements, by INSEE's codes (Code officiel géographique, 2025): what the directory's codes are called. */

interface Region {
  name: string;
  departments: Record<string, string>;
}

/** By code of the region, as INSEE orders them by name. */
const regions: Record<string, Region> = {
  '84': {
    name: 'Auvergne-Rhône-Alpes',
    departments: {
      '01': 'Ain',
      '03': 'Allier',
      '07': 'Ardèche',
      '15': 'Cantal',
      '26': 'Drôme',
      '38': 'Isère',
      '42': 'Loire',
      '43': 'Haute-Loire',
      '63': 'Puy-de-Dôme',
      '69': 'Rhône',
      '73': 'Savoie',
      '74': 'Haute-Savoie',
    },
  },
  '27': {
    name: 'Bourgogne-Franche-Comté',
    departments: {
      '21': 'Côte-d’Or',
      '25': 'Doubs',
      '39': 'Jura',
      '58': 'Nièvre',
      '70': 'Haute-Saône',
      '71': 'Saône-et-Loire',
      '89': 'Yonne',
      '90': 'Territoire de Belfort',
    },
  },
  '53': {
    name: 'Bretagne',
    departments: { '22': 'Côtes-d’Armor', '29': 'Finistère', '35': 'Ille-et-Vilaine', '56': 'Morbihan' },
  },
  '24': {
    name: 'Centre-Val de Loire',
    departments: {
      '18': 'Cher',
      '28': 'Eure-et-Loir',
      '36': 'Indre',
      '37': 'Indre-et-Loire',
      '41': 'Loir-et-Cher',
      '45': 'Loiret',
    },
  },
  '94': { name: 'Corse', departments: { '2A': 'Corse-du-Sud', '2B': 'Haute-Corse' } },
  '44': {
    name: 'Grand Est',
    departments: {
      '08': 'Ardennes',
      '10': 'Aube',
      '51': 'Marne',
      '52': 'Haute-Marne',
      '54': 'Meurthe-et-Moselle',
      '55': 'Meuse',
      '57': 'Moselle',
      '67': 'Bas-Rhin',
      '68': 'Haut-Rhin',
      '88': 'Vosges',
    },
  },
  '01': { name: 'Guadeloupe', departments: { '971': 'Guadeloupe' } },
  '03': { name: 'Guyane', departments: { '973': 'Guyane' } },
  '32': {
    name: 'Hauts-de-France',
    departments: { '02': 'Aisne', '59': 'Nord', '60': 'Oise', '62': 'Pas-de-Calais', '80': 'Somme' },
  },
  '11': {
    name: 'Île-de-France',
    departments: {
      '75': 'Paris',
      '77': 'Seine-et-Marne',
      '78': 'Yvelines',
      '91': 'Essonne',
      '92': 'Hauts-de-Seine',
      '93': 'Seine-Saint-Denis',
      '94': 'Val-de-Marne',
      '95': 'Val-d’Oise',
    },
  },
  '04': { name: 'La Réunion', departments: { '974': 'La Réunion' } },
  '02': { name: 'Martinique', departments: { '972': 'Martinique' } },
  '06': { name: 'Mayotte', departments: { '976': 'Mayotte' } },
  '28': {
    name: 'Normandie',
    departments: { '14': 'Calvados', '27': 'Eure', '50': 'Manche', '61': 'Orne', '76': 'Seine-Maritime' },
  },
  '75': {
    name: 'Nouvelle-Aquitaine',
    departments: {
      '16': 'Charente',
      '17': 'Charente-Maritime',
      '19': 'Corrèze',
      '23': 'Creuse',
      '24': 'Dordogne',
      '33': 'Gironde',
      '40': 'Landes',
      '47': 'Lot-et-Garonne',
      '64': 'Pyrénées-Atlantiques',
      '79': 'Deux-Sèvres',
      '86': 'Vienne',
      '87': 'Haute-Vienne',
    },
  },
  '76': {
    name: 'Occitanie',
    departments: {
      '09': 'Ariège',
      '11': 'Aude',
      '12': 'Aveyron',
      '30': 'Gard',
      '31': 'Haute-Garonne',
      '32': 'Gers',
      '34': 'Hérault',
      '46': 'Lot',
      '48': 'Lozère',
      '65': 'Hautes-Pyrénées',
      '66': 'Pyrénées-Orientales',
      '81': 'Tarn',
      '82': 'Tarn-et-Garonne',
    },
  },
  '52': {
    name: 'Pays de la Loire',
    departments: {
      '44': 'Loire-Atlantique',
      '49': 'Maine-et-Loire',
      '53': 'Mayenne',
      '72': 'Sarthe',
      '85': 'Vendée',
    },
  },
  '93': {
    name: 'Provence-Alpes-Côte d’Azur',
    departments: {
      '04': 'Alpes-de-Haute-Provence',
      '05': 'Hautes-Alpes',
      '06': 'Alpes-Maritimes',
      '13': 'Bouches-du-Rhône',
      '83': 'Var',
      '84': 'Vaucluse',
    },
  },
};

// Maps: what an address says may be the name of a property that every object has.
const regionNames = new Map(Object.entries(regions).map(([code, { name }]) => [code, name]));
const departmentNames = new Map(
  Object.values(regions).flatMap((region) => Object.entries(region.departments)),
);

/** « Nord »; empty for a code that INSEE gives to none: overseas collectivities, fictitious towns. */
export const departmentName = (code: string): string => departmentNames.get(code) ?? '';

export const regionName = (code: string): string => regionNames.get(code) ?? '';

/** Regions by name, each with its départements by code. */
export function placesByRegion(): {
  code: string;
  name: string;
  departments: { code: string; name: string }[];
}[] {
  return Object.entries(regions)
    .map(([code, region]) => ({
      code,
      name: region.name,
      departments: Object.entries(region.departments)
        .map(([each, name]) => ({ code: each, name }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
