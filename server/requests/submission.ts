/** Whether a request may be submitted, by the definition it was filled under; and what the submission freezes. Pure. */
import type { Answers, DocumentReference } from '../../catalogue/answers.ts';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import type { Facts } from '../../catalogue/checks.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { teamField, teamTypes } from '../../catalogue/paths.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import type { Language } from '../http/language.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { organisationProblem } from '../organisations/admission.ts';
import { absentFromFile } from '../together/depends.ts';
import { emailCheck, organisationCheck, shortestExplanation } from './checks.ts';
import { answerFields } from './input.ts';
import type { Command } from './life/commands.ts';
import { notReady } from './problems.ts';
import { blockingFields } from './readiness.ts';
import { startRefusal } from './start/follow.ts';
import { precedentEnded } from './start/follow-problems.ts';
import type { LoadedRequest } from './store/load.ts';
import { namedProblems } from './store/named.ts';
import type { Surroundings } from './view/surroundings.ts';
import { withDocuments } from './view/view.ts';

export interface SubmissionInput {
  /** Ids of the boxes ticked. */
  commitments: string[];
  /** Version of the terms that the applicant saw. */
  termsVersion: string;
  /** Of who submits. */
  email: string;
}

/** What is looked at: the answers with their documents, without those that an older version of the form asked for. */
export function submissionContext(
  definition: ApiDefinition,
  loaded: LoadedRequest,
  today: string,
): AnswerContext {
  const { answers, eligibility, useCase } = loaded.row;
  const attached = withDocuments(answers, asked(definition, loaded));
  return { answers: attached, eligibility, use_case: useCase, today };
}

/**
 * The command to submit a request.
 * @param around what it depends on besides the request (`surroundingsOf`)
 * @param facts what the checks that block need to know (`blockingFacts`)
 * @param file APIs asked for in the same file, sent before or in the same moment
 * @throws {Problem} what stands against it: 403 the address, 409 an API that takes no requests, 422 the rest
 */
export function submission(
  definition: ApiDefinition,
  loaded: LoadedRequest,
  input: SubmissionInput,
  around: Surroundings,
  language: Language,
  facts: Facts = {},
  file: readonly string[] = [],
): Command & { name: 'submit' } {
  const { row, organisation, documents } = loaded;
  const words = texts[language];
  const stage = definition.stages.find(({ id }) => id === row.stage);
  if (!definition.accepting || !stage) throw new Problem(409, 'not-accepting', ...words.notAccepting);
  const email = emailCheck(definition, input.email, language);
  if (!email.accepted)
    throw new Problem(403, 'email-not-accepted', words.email, email.message ?? '', { kind: email.kind });
  if (!organisation.open) throw organisationProblem('organisation-closed', language);
  const verdict = walk(definition.eligibility, row.eligibility).verdict;
  const reached = verdict === undefined ? undefined : definition.eligibility.verdicts[verdict];
  if (reached && (reached.answer === 'no' || reached.stages?.includes(stage.id) === false)) {
    throw new Problem(422, 'not-eligible', reached.title, reached.text.join(' '), { verdict });
  }
  // One that has its own habilitation needs the one before no more; an update of that one leaves it in force.
  const begins = row.held === null;
  if (begins && around.parent && around.parent.state !== 'validated' && around.parent.held !== 'active') {
    throw precedentEnded(around.parent.number, language);
  }
  const early = row.parentId
    ? undefined
    : startRefusal(around.editors, { definition, stage }, row.eligibility, language);
  if (early) throw early();
  if (input.termsVersion !== stage.terms.version) {
    throw new Problem(422, 'terms-outdated', ...words.terms, {
      fields: [{ field: 'terms_version', code: 'outdated', message: words.terms[1] }],
      terms: stage.terms,
    });
  }
  const context = submissionContext(definition, loaded, around.today);
  const fields: FieldProblem[] = answerFields(
    definition,
    row.stage,
    checkAnswers(definition, row.stage, context),
    language,
  );
  const sent = pruned(definition, row.stage, context);
  const named = namedProblems(definition, row.stage, sent, around, language);
  fields.push(...named.filter(({ field }) => !fields.some((problem) => problem.field === field)));
  fields.push(
    ...absentFromFile(definition, row.stage, { ...context, answers: sent }, file, around, language),
  );
  const team = stage.follows && !row.parentId ? sent[teamField] : undefined;
  if (typeof team === 'string' && team !== teamTypes.editeur) {
    fields.push({ field: `answers.${teamField}`, code: 'other_path', message: words.team });
  }
  if (!reached) fields.push({ field: 'eligibility', code: 'required', message: words.eligibility });
  const useCases = offeredUseCases(definition, row.stage, context);
  if (row.useCase && !useCases.some(({ id }) => id === row.useCase)) {
    fields.push({ field: 'use_case', code: 'not_offered', message: words.useCase });
  }
  for (const { field } of documents.filter(({ scan }) => scan === 'infected')) {
    fields.push({ field: `answers.${field}`, code: 'infected', message: words.infected });
  }
  const check = organisationCheck(definition, row.eligibility, organisation, language);
  if (check?.agrees === false && row.eligibilityExplanation.trim().length < shortestExplanation) {
    fields.push({ field: 'explanation', code: 'explanation_needed', message: check.message ?? '' });
  }
  fields.push(...blockingFields(definition, row.stage, context, facts, fields));
  for (const { id } of definition.commitments) {
    if (input.commitments.includes(id)) continue;
    fields.push({ field: `commitments.${id}`, code: 'required', message: words.commitment });
  }
  if (fields.length > 0) throw notReady(fields, language);
  return {
    name: 'submit',
    ...frozen(definition, row.stage, sent),
    termsVersion: stage.terms.version,
    commitments: definition.commitments.map(({ id }) => id),
  };
}

/** What is sent, the documents apart. @param all without the answers to questions that are not asked */
function frozen(definition: ApiDefinition, stage: string, all: Answers) {
  const fields = fieldsOf(definition, stage).filter(({ kind }) => kind === 'documents');
  const documentFields = new Set(fields.map(({ id }) => id));
  const entries = Object.entries(all);
  return {
    answers: Object.fromEntries(entries.filter(([id]) => !documentFields.has(id))),
    documents: Object.fromEntries(
      entries.filter(([id]) => documentFields.has(id)) as [string, DocumentReference[]][],
    ),
  };
}

/** Without the documents that an older version of the form asked for. */
function asked(definition: ApiDefinition, { row, documents }: LoadedRequest) {
  const ids = fieldsOf(definition, row.stage).map(({ id }) => id);
  return documents.filter(({ field }) => ids.includes(field));
}

const texts = {
  fr: {
    notAccepting: [
      'Cette API ne prend pas de demande',
      'Le fournisseur n’accepte pas de nouvelle demande pour le moment. Votre brouillon est conservé.',
    ] as [string, string],
    email: 'Adresse électronique refusée par le fournisseur',
    terms: [
      'Les conditions d’utilisation ont changé',
      'Rechargez la page, lisez la nouvelle version des conditions et acceptez-la.',
    ] as [string, string],
    eligibility: 'Répondez à toutes les questions de « Puis-je demander l’accès ? ».',
    useCase: 'Choisissez un autre cas d’usage : celui-ci n’est pas ouvert à qui vous êtes.',
    team: 'Vous avez répondu qu’un éditeur développe le service, ce qui vous dispense des essais : dites-le ici aussi, ou commencez par les essais.',
    infected: 'Ce document contient un logiciel malveillant : retirez-le et joignez une version saine.',
    commitment: 'Cochez cet engagement pour soumettre la demande.',
  },
  en: {
    notAccepting: [
      'This API takes no requests',
      'The provider accepts no new request for now. Your draft is kept.',
    ] as [string, string],
    email: 'E-mail address refused by the provider',
    terms: [
      'The terms of use have changed',
      'Reload the page, read the new version of the terms and accept it.',
    ] as [string, string],
    eligibility: 'Answer all the questions of “May I ask for access?”.',
    useCase: 'Choose another use case: this one is not open to who you are.',
    team: 'You answered that a publisher develops the service, which spares you the tests: say so here too, or begin with the tests.',
    infected: 'This document holds malicious software: remove it and attach a clean version.',
    commitment: 'Tick this commitment to submit the request.',
  },
};
