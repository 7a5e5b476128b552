/** The pages of absences: one's own, with those of one's team where one manages it, and a colleague's. */
import { html } from 'hono/html';
import type { Actor } from '../accounts/actor.ts';
import { fullName } from '../accounts/name.ts';
import type { Person } from '../accounts/person.ts';
import { grants } from '../accounts/roles.ts';
import type { Act } from '../acts/facts.ts';
import type { Language } from '../http/language.ts';
import { dateInWords } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { Absence } from './absence.ts';
import { type FormPage, type FormState, formBody } from './form-page.ts';
import { examinationTexts } from './messages/index.ts';
import { recordedText } from './pieces.ts';

const absencesPath = '/instruction/absences';

/** Below the list of requests, for those who instruct. */
export const absencesLink = (
  actor: Actor,
  { language, address }: Pick<AbsencesPage, 'language' | 'address'>,
) =>
  grants(actor, 'instructor').length > 0
    ? html`<p><a href="${carryLanguage(absencesPath, address)}">${examinationTexts[language].absences.title}</a></p>`
    : '';

/** Of one of the team; of oneself without. */
export const pathOfAbsences = (colleague?: Pick<Person, 'id'>): string =>
  colleague ? `${absencesPath}/equipe/${colleague.id}` : absencesPath;

export interface AbsencesPage {
  /** Whose they are; undefined: the reader's own. */
  colleague: Person | undefined;
  absences: Absence[];
  /** Who has announced one for somebody else, by id of the absence. */
  announcedBy: ReadonlyMap<string, string>;
  /** Just recorded by the reader. */
  done: Act | undefined;
  /** Whom the reader manages, with what is to come of each; undefined: nobody, or not on this page. */
  team: { person: Person; absences: Absence[] }[] | undefined;
  form: FormPage;
  state: FormState;
  language: Language;
  address: string;
}

export const titleOfAbsences = ({ colleague, language }: Pick<AbsencesPage, 'colleague' | 'language'>) => {
  const t = examinationTexts[language].absences;
  return colleague ? t.titleOf(fullName(colleague)) : t.title;
};

export function absencesMain(page: AbsencesPage): Content {
  const { colleague, absences, announcedBy, done, team, form, state, language, address } = page;
  const t = examinationTexts[language].absences;
  const back = carryLanguage(colleague ? absencesPath : '/instruction', address);
  const line = (absence: Absence) => {
    const text = lineOf(absence, language);
    const by = announcedBy.get(absence.id);
    const end = carryLanguage(`${pathOfAbsences(colleague)}/${absence.id}/fin`, address);
    return html`<li class="row between"><span>${text}${by ? html`<span class="hint block-hint">${t.announcedBy(by)}</span>` : ''}</span>
<form method="post" action="${end}"><button class="plain">${t.remove}<span class="hidden"> : ${text}</span></button></form></li>`;
  };
  return html`${done ? html`<div class="callout ok" role="status"><p>${recordedText(done, { language })}</p></div>` : ''}
<p><a href="${back}">← ${colleague ? t.title : t.back}</a></p>
<h1>${titleOfAbsences(page)}</h1>
<p class="lead">${colleague ? t.leadOf : t.lead}</p>
<div class="narrow">
${absences.length === 0 ? html`<p class="hint">${t.none}</p>` : html`<ul class="bare">${absences.map(line)}</ul>`}
<h2 class="decision">${t.add}</h2>
${formBody({ language, address }, back, form, state)}
${team ? teamView(team, page) : ''}
</div>`;
}

/** « Du 3 au 7 novembre 2026, remplacement par Ivan Agent ». */
const lineOf = ({ firstDay, lastDay, substitute }: Absence, language: Language): string =>
  examinationTexts[language].absences.line(
    dateInWords(firstDay, language),
    dateInWords(lastDay, language),
    fullName(substitute),
  );

function teamView(team: NonNullable<AbsencesPage['team']>, { language, address }: AbsencesPage): Content {
  const t = examinationTexts[language].absences;
  const line = ({ person, absences }: (typeof team)[number]) => {
    const to = carryLanguage(pathOfAbsences(person), address);
    return html`<li class="row between"><span>${fullName(person)}${absences.map(
      (absence) => html`<span class="hint block-hint">${lineOf(absence, language)}</span>`,
    )}</span>
<a class="plain" href="${to}">${t.see}<span class="hidden"> : ${fullName(person)}</span></a></li>`;
  };
  return html`<section aria-labelledby="team"><h2 id="team" class="decision">${t.team}</h2>
<p class="hint">${t.teamHint}</p>
${team.length === 0 ? html`<p class="hint">${t.noTeam}</p>` : html`<ul class="bare">${team.map(line)}</ul>`}</section>`;
}
