/** Finds what a rule looks at, and lets it say what it says: before it decides, and for instructors on every request. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { officerField } from '../../catalogue/definition-rules.ts';
import { pruned } from '../../catalogue/mistakes.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { modelScopes, unusualScopes } from '../../catalogue/usual.ts';
import { isLinked } from '../handovers/store.ts';
import type { Language } from '../http/language.ts';
import { organisationCheck } from '../requests/checks.ts';
import { confirmationViews } from '../requests/confirmations.ts';
import { parisDay } from '../requests/dates.ts';
import { isDocuments } from '../requests/life/restored.ts';
import { checksView } from '../requests/readiness.ts';
import { knownDefinition, type RequestServices } from '../requests/store/execute.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import type { HistoryEntry } from '../requests/view/history.ts';
import { isDrawn } from './draw.ts';
import { type RuleVerdict, ruleFor, verdictOf } from './verdict.ts';

/**
 * Over what was last sent. The rule is the one of today, so that a provider that switches it off is obeyed at once; the
 * form is the one that the request was filled under.
 * @param history oldest first, with the roles
 * @returns undefined where no rule of the API looks at this use case
 */
export async function judge(
  services: Omit<RequestServices, 'bell'>,
  subject: LoadedRequest & { history: readonly Pick<HistoryEntry, 'name' | 'role'>[] },
  language: Language,
): Promise<RuleVerdict | undefined> {
  const { row, organisation, documents, history } = subject;
  const { catalogue, config, database, now } = services;
  const present = catalogue.localised(row.api, language);
  const rule = present && ruleFor(present, row);
  if (!rule) return undefined;
  const definition = await knownDefinition(services, row, language);
  const { eligibility, useCase, submittedAnswers } = row;
  const answers = submittedAnswers ?? {};
  const context = { answers, eligibility, use_case: useCase, today: parisDay(now()) };
  const [{ checks }, linked] = await Promise.all([
    checksView(services, definition, subject, context, language),
    isLinked(database, row.applicantId, row.organisationId, now()),
  ]);
  const check = organisationCheck(definition, eligibility, organisation, language);
  const sent = Object.values(answers).flatMap((answer) =>
    isDocuments(answer) ? (answer as { id: string; name: string }[]) : [],
  );
  return verdictOf(rule, present, {
    checks,
    organisation: linked && organisation.open && check?.agrees === true,
    scopes: scopesIn(definition, row.stage, context),
    officer: confirmationViews(config, row, definition, context, language).some(
      ({ field, current }) => field === officerField && current,
    ),
    unsound: sent
      .filter(({ id }) => documents.find((document) => document.id === id)?.scan !== 'clean')
      .map(({ name }) => name),
    history,
    drawn: isDrawn(config, row.id, rule.share),
  });
}

/** What is asked for, and the labels of what the model of the use case does not have. */
function scopesIn(definition: ApiDefinition, stage: string, context: AnswerContext) {
  const answers = pruned(definition, stage, context);
  const asked = fieldsOf(definition, stage)
    .filter(({ kind }) => kind === 'scopes')
    .flatMap(({ id }) => (answers[id] ?? []) as string[]);
  const model = modelScopes(definition, context.use_case);
  const beyond = unusualScopes(definition, { ...context, answers }, asked, model);
  const scopes = definition.scopes.groups.flatMap((group) => group.scopes);
  const labelOf = (id: string) => scopes.find((scope) => scope.id === id)?.label ?? id;
  return { asked: asked.length, beyond: beyond.map(labelOf) };
}
