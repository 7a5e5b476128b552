/** The real definitions, loaded as the server loads them. */
import { join } from 'node:path';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition, EligibilityTree } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { loadCatalogue } from '../../server/catalogue/load.ts';

export const catalogue = await loadCatalogue(join(import.meta.dirname, '../../catalogue'));

/** @throws when there is none: a test that names an API wants it */
export function definitionOf(api: string, language: 'fr' | 'en' = 'fr'): ApiDefinition {
  const definition = catalogue.localised(api, language);
  if (!definition) throw new Error(`no API ${api}`);
  return definition;
}

/** Every way through a decision tree. */
export function paths(tree: EligibilityTree, answers: EligibilityAnswers = {}): EligibilityAnswers[] {
  const { question } = walk(tree, answers);
  if (!question) return [answers];
  const options = tree.questions[question]?.options ?? [];
  return options.flatMap(({ id }) => paths(tree, { ...answers, [question]: id }));
}
