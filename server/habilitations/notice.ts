/**
 * What an organisation tells people about the data it receives of them: each datum, from whom, for what (CRPA,
 * article L. 114-8; GDPR, article 14). Made from the habilitation, ready to paste. Pure.
 */
import { html } from 'hono/html';
import type { Answers, Person } from '../../catalogue/answers.ts';
import { type AnswerContext, isAnswered } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { noticeWords } from './notice-words.ts';

export interface NoticeFacts {
  definition: ApiDefinition;
  stage: string;
  habilitation: { number: number; scopes: string[] };
  organisation: string;
  /** What was validated. */
  context: AnswerContext;
}

export interface Notice {
  title: string;
  lead: string;
  sections: NoticeSection[];
}

/** Paragraphs, then lists with their titles. */
export interface NoticeSection {
  title: string;
  text: string[];
  lists: { title: string; items: string[] }[];
  /** An address to read more at. */
  link?: { label: string; url: string };
}

/** Answers that the notice repeats, by the names that DataPass gives to their fields; an API may ask none of them. */
const fields = {
  title: 'intitule',
  purpose: 'description',
  rule: 'donnees_et_regle_de_gestion',
  texts: 'cadre_juridique_textes',
  law: 'cadre_juridique_nature',
  recipients: 'destinataire_donnees_caractere_personnel',
  months: 'duree_conservation_donnees_caractere_personnel',
  officer: 'delegue_protection_donnees',
} as const;

export function noticeOf(facts: NoticeFacts, language: Language): Notice {
  const { definition, organisation, context, habilitation } = facts;
  const { answers } = context;
  const t = noticeWords[language];
  const useCase = definition.use_cases.find(({ id, free }) => id === context.use_case && !free)?.label;
  const purpose = useCase ?? (said(answers, fields.title)[0] || definition.title);
  const months = answers[fields.months];
  const officer = (answers[fields.officer] as Person | undefined)?.email?.trim();
  const sections: NoticeSection[] = [
    dataSection(facts, language),
    plain(t.purpose, [...said(answers, fields.purpose), ...said(answers, fields.rule)]),
    plain(t.law, [...chosenTexts(facts), ...said(answers, fields.law)]),
    plain(t.recipients, said(answers, fields.recipients)),
    plain(t.retention, typeof months === 'number' ? [t.months(months)] : []),
    {
      ...plain(t.rights, [
        t.yourRights,
        officer ? t.officer(organisation, officer) : t.organisation(organisation),
      ]),
      link: { label: t.complaint, url: 'https://www.cnil.fr/fr/plaintes' },
    },
  ];
  return {
    title: t.title,
    lead: t.lead({ purpose, organisation, number: `H${habilitation.number}`, api: definition.title }),
    sections: sections.filter(({ text, lists }) => text.length + lists.length > 0),
  };
}

const plain = (title: string, text: string[]): NoticeSection => ({ title, text, lists: [] });

/** An answer's paragraphs. */
function said(answers: Answers, field: string): string[] {
  const answer = answers[field];
  if (typeof answer !== 'string' || !isAnswered(answer)) return [];
  return answer.split(/\n+/).flatMap((line) => line.trim() || []);
}

function chosenTexts({ definition, stage, context }: NoticeFacts): string[] {
  const field = fieldsOf(definition, stage).find(({ id }) => id === fields.texts);
  const chosen = context.answers[fields.texts];
  if (field?.kind !== 'several_of' || !Array.isArray(chosen)) return [];
  return field.options.filter(({ id }) => (chosen as unknown[]).includes(id)).map(({ label }) => label);
}

/** Each datum, by who holds it. Where an API has no data to choose, what it gives. */
function dataSection(
  { definition, habilitation: { scopes } }: NoticeFacts,
  language: Language,
): NoticeSection {
  const t = noticeWords[language];
  const { name, acronym } = definition.provider;
  const provider = name.includes(acronym) ? name : `${name} (${acronym})`;
  const lists = new Map<string, string[]>();
  for (const { from, label: group, scopes: offered } of definition.scopes.groups) {
    const given = offered.filter(({ id }) => scopes.includes(id));
    // A group of another holder is an API of its own: « Identité » alone would say nothing.
    const data = given.map(({ label }) => (from ? t.datum(group, label) : label));
    const holder = from ?? provider;
    if (data.length > 0) lists.set(holder, [...(lists.get(holder) ?? []), ...data]);
  }
  if (lists.size === 0) lists.set(provider, [t.datum(definition.title, definition.summary)]);
  return {
    ...{ title: t.data, text: [] },
    lists: [...lists].map(([from, items]) => ({ title: t.from(from), items })),
  };
}

/** For a message, a poster, a form on paper. */
export function noticeText({ title, lead, sections }: Notice): string {
  const parts = sections.map(({ title: heading, text, lists, link }) =>
    [
      heading.toUpperCase(),
      ...text,
      ...lists.map((list) => [list.title, ...list.items.map((item) => `- ${item}`)].join('\n')),
      ...(link ? [`${link.label}\n${link.url}`] : []),
    ].join('\n\n'),
  );
  return `${[title, lead, ...parts].join('\n\n')}\n`;
}

/** For a page of the organisation: a section without style, every value escaped. */
export function noticeHtml({ title, lead, sections }: Notice, language: Language): Content {
  return html`<section lang="${language}">
<h2>${title}</h2>
<p>${lead}</p>
${sections.map(
  ({ title: heading, text, lists, link }) => html`<h3>${heading}</h3>
${text.map((words) => html`<p>${words}</p>\n`)}${lists.map(
  (list) => html`<p><strong>${list.title}</strong></p>
<ul>
${list.items.map((item) => html`<li>${item}</li>\n`)}</ul>\n`,
)}${link ? html`<p><a href="${link.url}">${link.label}</a></p>\n` : ''}`,
)}</section>
`;
}
