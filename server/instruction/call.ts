/** One call of an instruction page: the request that it is about, and the page that answers. */
import { pathWords } from '../../catalogue/messages/path.ts';
import { pathLines } from '../../catalogue/path-part.ts';
import { definitionAt } from '../catalogue/versions.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { type Call, sendStaffPage } from '../pages/staff-page.ts';
import { readsOf } from '../requests/view/confidential.ts';
import type { Services } from '../services.ts';
import { numberOf, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';
import { findFile } from './store.ts';

export type { Call };

/** @throws {Problem} 404, alike for what does not exist and what is not theirs */
export async function viewOf(services: Services, c: Call): Promise<View> {
  const language = languageOf(c);
  const t = instructionTexts[language];
  const file = await findFile(services, c.req.param('number') ?? '', c.var.actor, language);
  const definition = file && (await definitionAt(services, file.request, language));
  if (!file || !definition) throw new Problem(404, 'not-found', t.notFound, t.notFoundText);
  const reads = readsOf(definition, file.request, c.var.actor);
  const { eligibility } = file.request;
  const editors = services.catalogue.editors[language];
  const path = pathLines(definition, editors, pathWords[language], eligibility);
  return { file, definition, reads, path, language, address: c.req.url };
}

export function titleOf({ file, language }: View): string {
  return `${numberOf(file.request)} ${file.request.title || instructionTexts[language].list.untitled}`;
}

/** Of the request's own page. */
export function pathOf(view: View): string {
  return carryLanguage(`/instruction/${numberOf(view.file.request)}`, view.address);
}

export const send = (
  services: Pick<Services, 'config'>,
  c: Call,
  title: string,
  main: Content,
  status: 200 | 409 | 422 = 200,
): Promise<Response> => sendStaffPage(services, c, title, main, { status, wide: true });
