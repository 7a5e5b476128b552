/** What one change sends once somebody is signed in: how many requests, and how many bytes on the wire. */
import type { Browser, Page } from 'puppeteer-core';
import { bodyOf } from '../../widget/drafts/draft.ts';
import { definitionOf } from '../catalogue/definitions.ts';
import { popupOf } from '../journeys/browser.ts';
import { click, fill, find, reads, until } from '../journeys/pages/find.ts';
import { signInAs } from '../journeys/pages/proconnect.ts';
import { type Figure, median } from './figures.ts';
import type { CountingLine, SentRequest } from './wire.ts';

const api = 'api-particulier';

/** Texts of a usual length, one after the other. */
const texts = [
  'Tarif de la cantine des écoles de la commune',
  'Tarif de la cantine et de la garderie des écoles',
  'Tarif de la cantine, de la garderie et des centres de loisirs',
];

export async function oneChange(browser: Browser, line: CountingLine): Promise<Figure[]> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(`${line.url}/demande/${api}`);
    await click(page, { role: 'radio', name: 'Une administration ou une collectivité' });
    await click(page, { role: 'button', name: 'Demander l’accès aux données' });
    await click(page, { role: 'button', name: 'Commencer la demande' });
    await find(page, { role: 'textbox', name: 'Titre' });
    const known = await context.pages();
    await click(page, { role: 'button', name: 'Enregistrer', exact: true });
    await signInAs(await popupOf({ context }, known), 'camille');
    await reads(page, 'Enregistré à');
    const saves: SentRequest[][] = [];
    for (const text of texts) saves.push(await saved(page, line, text));
    return figures(saves);
  } finally {
    await context.close();
  }
}

/** All that goes to the API from a change until it is saved. */
async function saved(page: Page, line: CountingLine, text: string): Promise<SentRequest[]> {
  const before = line.sent.length;
  await fill(page, { role: 'textbox', name: 'Titre' }, text);
  const since = () => line.sent.slice(before).filter(({ path }) => /^\/(requests|me|oauth)/.test(path));
  await until('the change is sent', () => since().some(({ method }) => method === 'PATCH'));
  await reads(page, 'Enregistré à');
  return since();
}

function figures(saves: SentRequest[][]): Figure[] {
  const patches = saves.flatMap((all) => all.filter(({ method }) => method === 'PATCH'));
  const headers = median(patches.map((sent) => sent.headers));
  const body = median(patches.map((sent) => sent.body));
  return [
    {
      id: 'autosave-requests',
      label: 'Autosave of one change: requests',
      value: Math.max(...saves.map((all) => all.length)),
      unit: '',
      goal: 1,
      limit: 1,
      note: `the most of ${saves.length} changes of a text`,
    },
    {
      id: 'autosave-bytes',
      label: 'Autosave of one change: bytes on the wire',
      value: (headers + body) / 1_000,
      unit: 'kB',
      goal: 2,
      limit: 2,
      note: `headers ${headers} bytes as Chromium sends them by HTTP/1.1, token and proof included; body ${body} for a title, ${allData()} for all data ticked`,
    },
  ];
}

/** An answer is sent whole: the bytes of the one that holds every datum of the API. */
function allData(): number {
  const scopes = definitionOf(api).scopes.groups.flatMap((group) => group.scopes.map(({ id }) => id));
  return Buffer.byteLength(JSON.stringify(bodyOf({ scopes })));
}
