/**
 * INSEE's legal categories (« catégories juridiques », nomenclature of September 2022): the names of those that
 * DataPass meets, and the 78 that the State's identity provider counts as public service.
 */
export interface LegalCategoryLabel {
  fr: string;
  en: string;
}

/**
 * ProConnect's table: an organisation with one of these categories is a public service, whatever its activity.
 * A private company that runs a public service by delegation cannot be told by its category: it shows its contract.
 */
export const administrations: ReadonlySet<string> = new Set([
  // The State, its public establishments, social security
  ...['4160', '7111', '7112', '7113', '7120', '7150', '7160', '7171', '7172', '7179', '7190', '7382', '7383'],
  ...['7384', '7385', '7389', '7430', '7450', '8110', '8120', '8140', '8150', '8160', '8170'],
  // Local authorities, their groupings and establishments
  ...['7210', '7220', '7225', '7229', '7230', '7312', '7313', '7314', '7340', '7341', '7342', '7343', '7344'],
  ...['7345', '7346', '7347', '7348', '7349', '7351', '7352', '7353', '7354', '7355', '7356', '7357', '7361'],
  ...['7362', '7363', '7366', '7367', '7371', '7372', '7373', '7378', '7379'],
  // Schools, hospitals, chambers, professional orders
  ...['7331', '7364', '7365', '7381', '7470', '7490', '8450'],
  // Public bodies of an industrial or commercial kind, and bodies close to them
  ...['4110', '4120', '4140', '4150', '5430', '5530', '5546', '5630', '7321', '7322', '7323', '7410'],
]);

/** By code of four digits; families by two or one. */
export const legalCategories: Record<string, LegalCategoryLabel> = {
  '1': { fr: 'Entrepreneur individuel', en: 'Sole trader' },
  '2': { fr: 'Groupement sans personnalité morale', en: 'Grouping without legal personality' },
  '3': { fr: 'Personne morale de droit étranger', en: 'Foreign legal person' },
  '4': { fr: 'Organisme public à caractère commercial', en: 'Public body of a commercial kind' },
  '41': {
    fr: 'Établissement public industriel ou commercial',
    en: 'Public industrial or commercial establishment',
  },
  '4110': {
    fr: 'Établissement public national industriel ou commercial avec comptable public',
    en: 'National public industrial or commercial establishment with a public accountant',
  },
  '4120': {
    fr: 'Établissement public national industriel ou commercial sans comptable public',
    en: 'National public industrial or commercial establishment without a public accountant',
  },
  '4140': {
    fr: 'Établissement public local industriel ou commercial',
    en: 'Local public industrial or commercial establishment',
  },
  '4150': {
    fr: 'Régie d’une collectivité locale à caractère industriel ou commercial',
    en: 'Industrial or commercial department of a local authority',
  },
  '4160': { fr: 'Institution Banque de France', en: 'Banque de France' },
  '5': { fr: 'Société commerciale', en: 'Commercial company' },
  '52': { fr: 'Société en nom collectif', en: 'General partnership' },
  '53': { fr: 'Société en commandite', en: 'Limited partnership' },
  '54': { fr: 'Société à responsabilité limitée (SARL)', en: 'Private limited company (SARL)' },
  '5430': {
    fr: 'Société d’aménagement foncier et d’établissement rural (SAFER), SARL',
    en: 'Rural land agency (SAFER), private limited company',
  },
  '5498': { fr: 'SARL unipersonnelle', en: 'Single-member private limited company' },
  '5499': { fr: 'Société à responsabilité limitée (SARL)', en: 'Private limited company (SARL)' },
  '55': {
    fr: 'Société anonyme à conseil d’administration',
    en: 'Public limited company with a board of directors',
  },
  '5530': {
    fr: 'Société d’aménagement foncier et d’établissement rural (SAFER), SA à conseil d’administration',
    en: 'Rural land agency (SAFER), public limited company with a board of directors',
  },
  '5546': {
    fr: 'Société anonyme de HLM à conseil d’administration',
    en: 'Social housing company with a board of directors',
  },
  '56': { fr: 'Société anonyme à directoire', en: 'Public limited company with a management board' },
  '5630': {
    fr: 'Société d’aménagement foncier et d’établissement rural (SAFER), SA à directoire',
    en: 'Rural land agency (SAFER), public limited company with a management board',
  },
  '57': { fr: 'Société par actions simplifiée (SAS)', en: 'Simplified joint-stock company (SAS)' },
  '5710': { fr: 'Société par actions simplifiée (SAS)', en: 'Simplified joint-stock company (SAS)' },
  '5720': {
    fr: 'Société par actions simplifiée à associé unique (SASU)',
    en: 'Single-member simplified joint-stock company (SASU)',
  },
  '58': { fr: 'Société européenne', en: 'European company' },
  '6': {
    fr: 'Autre personne morale immatriculée au registre du commerce',
    en: 'Other legal person in the trade register',
  },
  '61': { fr: 'Caisse d’épargne et de prévoyance', en: 'Savings bank' },
  '62': { fr: 'Groupement d’intérêt économique', en: 'Economic interest grouping' },
  '63': { fr: 'Société coopérative agricole', en: 'Agricultural cooperative' },
  '64': { fr: 'Société d’assurance mutuelle', en: 'Mutual insurance company' },
  '65': { fr: 'Société civile', en: 'Civil-law company' },
  '69': { fr: 'Autre personne morale de droit privé', en: 'Other legal person under private law' },
  '7': { fr: 'Personne morale soumise au droit administratif', en: 'Legal person under administrative law' },
  '71': { fr: 'Administration de l’État', en: 'State administration' },
  '7111': { fr: 'Autorité constitutionnelle', en: 'Constitutional authority' },
  '7112': {
    fr: 'Autorité administrative ou publique indépendante',
    en: 'Independent administrative or public authority',
  },
  '7113': { fr: 'Ministère', en: 'Ministry' },
  '7120': { fr: 'Service central d’un ministère', en: 'Central service of a ministry' },
  '7150': { fr: 'Service du ministère de la Défense', en: 'Service of the Ministry of Defence' },
  '7160': {
    fr: 'Service à compétence nationale d’un ministère (hors Défense)',
    en: 'Nationwide service of a ministry (other than Defence)',
  },
  '7171': {
    fr: 'Service déconcentré de l’État à compétence (inter)régionale',
    en: 'State service at regional or interregional level',
  },
  '7172': {
    fr: 'Service déconcentré de l’État à compétence (inter)départementale',
    en: 'State service at departmental or interdepartmental level',
  },
  '7179': {
    fr: 'Autre service déconcentré de l’État à compétence territoriale',
    en: 'Other State service at territorial level',
  },
  '7190': {
    fr: 'École nationale non dotée de la personnalité morale',
    en: 'National school without legal personality',
  },
  '72': { fr: 'Collectivité territoriale', en: 'Local authority' },
  '7210': { fr: 'Commune et commune nouvelle', en: 'Municipality (commune)' },
  '7220': { fr: 'Département', en: 'Department' },
  '7225': { fr: 'Collectivité et territoire d’outre-mer', en: 'Overseas authority or territory' },
  '7229': { fr: 'Autre collectivité territoriale', en: 'Other local authority' },
  '7230': { fr: 'Région', en: 'Region' },
  '73': { fr: 'Établissement public administratif', en: 'Public administrative establishment' },
  '7312': { fr: 'Commune associée et commune déléguée', en: 'Associated or delegated municipality' },
  '7313': { fr: 'Section de commune', en: 'Section of a municipality' },
  '7314': { fr: 'Ensemble urbain', en: 'Urban grouping' },
  '7321': { fr: 'Association syndicale autorisée', en: 'Authorised owners’ association' },
  '7322': { fr: 'Association foncière urbaine', en: 'Urban land association' },
  '7323': { fr: 'Association foncière de remembrement', en: 'Land consolidation association' },
  '7331': { fr: 'Établissement public local d’enseignement', en: 'Local public school' },
  '7340': { fr: 'Pôle métropolitain', en: 'Metropolitan cluster' },
  '7341': { fr: 'Secteur de commune', en: 'Sector of a municipality' },
  '7342': { fr: 'District urbain', en: 'Urban district' },
  '7343': { fr: 'Communauté urbaine', en: 'Urban community' },
  '7344': { fr: 'Métropole', en: 'Metropolis (métropole)' },
  '7345': {
    fr: 'Syndicat intercommunal à vocation multiple (SIVOM)',
    en: 'Multi-purpose intermunicipal association (SIVOM)',
  },
  '7346': { fr: 'Communauté de communes', en: 'Community of municipalities' },
  '7347': { fr: 'Communauté de villes', en: 'Community of towns' },
  '7348': { fr: 'Communauté d’agglomération', en: 'Agglomeration community' },
  '7349': {
    fr: 'Autre établissement public local de coopération non spécialisé ou entente',
    en: 'Other local public cooperation body',
  },
  '7351': { fr: 'Institution interdépartementale ou entente', en: 'Interdepartmental institution' },
  '7352': { fr: 'Institution interrégionale ou entente', en: 'Interregional institution' },
  '7353': {
    fr: 'Syndicat intercommunal à vocation unique (SIVU)',
    en: 'Single-purpose intermunicipal association (SIVU)',
  },
  '7354': { fr: 'Syndicat mixte fermé', en: 'Closed joint association of local authorities' },
  '7355': { fr: 'Syndicat mixte ouvert', en: 'Open joint association of local authorities' },
  '7356': {
    fr: 'Commission syndicale pour la gestion des biens indivis des communes',
    en: 'Board managing property shared by municipalities',
  },
  '7357': { fr: 'Pôle d’équilibre territorial et rural (PETR)', en: 'Territorial and rural cluster (PETR)' },
  '7361': { fr: 'Centre communal d’action sociale (CCAS)', en: 'Municipal social action centre (CCAS)' },
  '7362': { fr: 'Caisse des écoles', en: 'School fund' },
  '7363': { fr: 'Caisse de crédit municipal', en: 'Municipal credit bank' },
  '7364': { fr: 'Établissement d’hospitalisation', en: 'Hospital' },
  '7365': { fr: 'Syndicat inter-hospitalier', en: 'Hospital association' },
  '7366': {
    fr: 'Établissement public local social et médico-social',
    en: 'Local public social and medico-social establishment',
  },
  '7367': {
    fr: 'Centre intercommunal d’action sociale (CIAS)',
    en: 'Intermunicipal social action centre (CIAS)',
  },
  '7371': {
    fr: 'Office public d’habitation à loyer modéré (OPHLM)',
    en: 'Public social housing office (OPHLM)',
  },
  '7372': {
    fr: 'Service départemental d’incendie et de secours (SDIS)',
    en: 'Departmental fire and rescue service (SDIS)',
  },
  '7373': { fr: 'Établissement public local culturel', en: 'Local public cultural establishment' },
  '7378': {
    fr: 'Régie d’une collectivité locale à caractère administratif',
    en: 'Administrative department of a local authority',
  },
  '7379': {
    fr: 'Autre établissement public administratif local',
    en: 'Other local public administrative establishment',
  },
  '7381': { fr: 'Organisme consulaire', en: 'Chamber (trade, crafts, agriculture)' },
  '7382': {
    fr: 'Établissement public national ayant fonction d’administration centrale',
    en: 'National public establishment acting as a central administration',
  },
  '7383': {
    fr: 'Établissement public national à caractère scientifique, culturel et professionnel',
    en: 'National public scientific, cultural and professional establishment',
  },
  '7384': {
    fr: 'Autre établissement public national d’enseignement',
    en: 'Other national public educational establishment',
  },
  '7385': {
    fr: 'Autre établissement public national administratif à compétence territoriale limitée',
    en: 'Other national public administrative establishment with limited territory',
  },
  '7389': {
    fr: 'Établissement public national à caractère administratif',
    en: 'National public administrative establishment',
  },
  '7410': { fr: 'Groupement d’intérêt public (GIP)', en: 'Public interest grouping (GIP)' },
  '7430': {
    fr: 'Établissement public des cultes d’Alsace-Lorraine',
    en: 'Public religious establishment of Alsace-Lorraine',
  },
  '7450': {
    fr: 'Établissement public administratif, cercle et foyer dans les armées',
    en: 'Public administrative establishment, military club or mess',
  },
  '7470': {
    fr: 'Groupement de coopération sanitaire à gestion publique',
    en: 'Publicly managed health cooperation grouping',
  },
  '7490': {
    fr: 'Autre personne morale de droit administratif',
    en: 'Other legal person under administrative law',
  },
  '8': { fr: 'Organisme privé spécialisé', en: 'Specialised private body' },
  '8110': { fr: 'Régime général de la sécurité sociale', en: 'General scheme of social security' },
  '8120': { fr: 'Régime spécial de sécurité sociale', en: 'Special scheme of social security' },
  '8130': { fr: 'Institution de retraite complémentaire', en: 'Supplementary pension institution' },
  '8140': { fr: 'Mutualité sociale agricole', en: 'Agricultural social insurance (MSA)' },
  '8150': { fr: 'Régime maladie des non-salariés non agricoles', en: 'Health scheme of the self-employed' },
  '8160': {
    fr: 'Régime vieillesse ne dépendant pas du régime général',
    en: 'Old-age scheme outside the general scheme',
  },
  '8170': { fr: 'Régime d’assurance chômage', en: 'Unemployment insurance scheme' },
  '8210': { fr: 'Mutuelle', en: 'Mutual society' },
  '84': { fr: 'Organisme professionnel', en: 'Professional body' },
  '8450': { fr: 'Ordre professionnel ou assimilé', en: 'Professional order' },
  '9': { fr: 'Groupement de droit privé', en: 'Grouping under private law' },
  '91': { fr: 'Syndicat de propriétaires', en: 'Owners’ association' },
  '92': { fr: 'Association loi 1901 ou assimilé', en: 'Association under the law of 1901' },
  '9210': { fr: 'Association non déclarée', en: 'Undeclared association' },
  '9220': { fr: 'Association déclarée', en: 'Declared association' },
  '9230': {
    fr: 'Association déclarée, reconnue d’utilité publique',
    en: 'Declared association of recognised public benefit',
  },
  '9260': {
    fr: 'Association de droit local (Bas-Rhin, Haut-Rhin et Moselle)',
    en: 'Association under local law (Bas-Rhin, Haut-Rhin, Moselle)',
  },
  '93': { fr: 'Fondation', en: 'Foundation' },
};
