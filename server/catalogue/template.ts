/** The file that `npm run catalogue:new` starts an API with: right at once, small, and told what to put where. */

/** Steps that most APIs ask, in the order of the form; those that the catalogue has are taken. */
const usual = ['basic_infos', 'legal', 'scopes', 'personal_data', 'contacts'];

/** @param blocks the steps that the catalogue shares */
export function template(id: string, blocks: readonly string[]): string {
  const steps = usual.filter((block) => blocks.includes(block));
  const name = id.replaceAll('-', '_');
  return `# yaml-language-server: $schema=../schema.json
#
# An editor that knows YAML schemas completes what you type here and underlines what is wrong.
# Write for people who do not know the subject. French first; English says the same.
# Replace every « to write »; then \`npm run catalogue:check\` says what is left to mend.

# Never changes once people have asked for this API: it stands in addresses and in other people's programs.
id: ${id}

# Raise it at each change that an applicant would notice, and say under \`changes\` what is new.
version: 1

title: API « to write »
summary:
  fr: En une phrase, ce que l’API donne et ce qu’elle évite à l’usager (to write).
  en: In one sentence, what the API gives and what it saves people (to write).

# Who answers the requests. Where several APIs have the same provider, write it once in catalogue/common/
# and name that file here instead:  common: [dgfip]
provider:
  id: ${id}-provider
  name: « to write »
  acronym: « to write »
  support: support@provider.example
  address: « to write », postal address

# open, account or restricted (a habilitation is needed).
access: restricted

# Becomes true when you are ready to answer.
accepting: false

# The questions that tell people whether they may ask. Each answer leads to a question (\`next\`) or a \`verdict\`.
eligibility:
  first: profil
  questions:
    profil:
      label: { fr: Vous êtes…, en: You are… }
      options:
        - id: administration
          label: { fr: Une administration ou une collectivité, en: An administration or a local authority }
          verdict: administration
        - id: entreprise
          label: { fr: Une entreprise ou une association, en: A company or an association }
          verdict: autres
        - id: particulier
          label: { fr: Un particulier, en: A private person }
          verdict: autres
  verdicts:
    administration:
      answer: 'yes'
      title: { fr: Vous êtes éligible, en: You are eligible }
      text:
        - fr: Pourquoi la loi le permet, en mots simples (to write).
          en: Why the law allows it, in plain words (to write).
    autres:
      answer: 'no'
      title: { fr: Vous n’êtes pas éligible, en: You are not eligible }
      text:
        - fr: Pourquoi ces données ne vous sont pas ouvertes (to write).
          en: Why these data are not open to you (to write).
      law:
        label: CRPA, art. L. 114-8
        url: https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045213315
      instead:
        label: { fr: Cherchez une API ouverte à votre usage, en: Look for an API open to your use }
        url: https://www.data.gouv.fr/dataservices

# What to have ready before filling the form.
preparations:
  - label: { fr: Le texte qui vous autorise, en: The legal text that allows you }

# What may be asked for: sandbox (fictitious data), production, or both. The steps are those of \`steps\`, in order.
stages:
  - id: production
    label: { fr: Production, en: Production }
    definition_id: ${name}
    steps: [${[...steps, 'precisions'].join(', ')}]
    terms:
      version: '1'
      label: { fr: Conditions générales d’utilisation, en: Terms of use }
      url: https://provider.example/conditions

# What people do with the data. \`prefill\` writes answers in advance, by field.
use_cases:
  - id: demande_libre
    label: { fr: Demande libre, en: Free request }
    prefill: {}

# A step is a block of catalogue/blocks/ (say what differs under \`changes\`, \`without\`, \`before\`, \`after\`), or is
# written here.
steps:
${steps.map((block) => `  - block: ${block}\n`).join('')}  - id: precisions
    title: { fr: Votre usage de l’API, en: Your use of the API }
    fields:
      - id: usage
        kind: long_text
        label: { fr: Comment utiliserez-vous l’API ?, en: How will you use the API? }
        missing: { fr: Dites comment vous utiliserez l’API., en: Say how you will use the API. }
        max_length: 2000

# The data to choose from, and the rules between them (at_least, at_most, exclusive, incompatible, requires).
scopes:
  groups:
    - label: { fr: Données, en: Data }
      scopes:
        - id: ${name}_donnee
          label: { fr: Une donnée (to write), en: A datum (to write) }
  rules: []

# What the applicant promises when submitting.
commitments:
  - id: exactitude
    label:
      fr: Les informations données sont exactes, et je peux engager mon organisation pour cette demande.
      en: The information given is accurate, and I may commit my organisation in this request.
`;
}
