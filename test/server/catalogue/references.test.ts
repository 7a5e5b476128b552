/** A name in a file that refers to nothing stops the start, and what is expected in its place is told. */
import { describe, expect, test } from 'vitest';
import { exampleApi, problems } from './folder.ts';

describe('what names refer to', () => {
  test.each([
    [
      'the name of the file',
      'id: library-loans',
      'id: library',
      /, line \d+, id: expected library-loans, the name of the file/m,
    ],
    [
      'a first question',
      'first: who',
      'first: whom',
      /eligibility\.first: expected the id of a question or a verdict: whom does not exist\. There are: who/,
    ],
    ['a question', 'next: contract', 'next: contracts', /options\[1\]\.next: expected the id of a question/],
    [
      'a question nothing leads to',
      'next: contract',
      'verdict: closed',
      /questions\.contract: expected a question that an answer leads to/,
    ],
    ['a verdict', 'verdict: welcome', 'verdict: wellcome', /verdict: expected the id of a verdict/],
    [
      'a verdict nothing leads to',
      'verdict: shown',
      'verdict: closed',
      /verdicts\.shown: expected a verdict that an answer leads to/,
    ],
    [
      'an answer that leads nowhere',
      ', verdict: welcome',
      '',
      /options\[0\]: expected either next .* or verdict/,
    ],
    [
      'an answer that leads to both',
      'next: contract',
      'next: contract, verdict: closed',
      /expected either next/,
    ],
    ['a loop', 'verdict: shown', 'next: who', /expected a tree: following/],
    ['a proof that is not said', ', proof: The contract', '', /verdicts\.shown: expected proof/],
    [
      'a step of a stage',
      'steps: [project, data, people]',
      'steps: [projects, data, people]',
      /steps\[0\]: expected the id of a step: projects does not exist/,
    ],
    [
      'a step that no stage uses',
      'people, security]',
      'people]',
      /expected a step that a stage uses: no stage names security/,
    ],
    [
      'the stage that another follows',
      'stage: sandbox',
      'stage: production',
      /stages\[1\]\.follows\.stage: expected the id of another stage: production does not exist/,
    ],
    [
      'a step asked by a stage that follows',
      'asks: [security]',
      'asks: [safety]',
      /stages\[1\]\.follows\.asks\[0\]: expected the id of a step of this stage: safety/,
    ],
    ['a field named twice', 'id: ways', 'id: name', /expected another name: name is taken by another field/],
    [
      'a field of a condition',
      'field: ways, includes: email',
      'field: way, includes: email',
      /visible\.field: expected the id of a field: way/,
    ],
    [
      'an option of a condition',
      'includes: email',
      'includes: mail',
      /visible\.includes: expected the id of an option/,
    ],
    [
      'a question of a condition',
      'eligibility: who, equals: town',
      'eligibility: what, equals: town',
      /offered\.eligibility: expected the id of a question/,
    ],
    [
      'an option of a question',
      'eligibility: who, equals: town',
      'eligibility: who, equals: city',
      /offered\.equals: expected the id of an option/,
    ],
    [
      'a use case of a condition',
      'use_case: [free, late_fees]',
      'use_case: [free, late]',
      /use_case\[1\]: expected the id of a use case/,
    ],
    ['a regular expression', "'[A-Z]\\d{8}'", "'[A-Z'", /pattern\.expression: expected a regular expression/],
    ['bounds', 'max: 1200', 'max: -1', /max: expected a number not below min/],
    [
      'a question of a questionnaire named twice',
      'id: backups',
      'id: where',
      /questions\[1\]\.id: expected another name: where is taken/,
    ],
    ['a scope of a rule', 'unless: note', 'unless: notes', /rules\[0\]\.unless: expected the id of a scope/],
    [
      'a scope in the list of a rule',
      'these: [title]',
      'these: [titles]',
      /rules\[2\]\.these\[0\]: expected the id of a scope/,
    ],
    [
      'a scope named twice',
      'id: author',
      'id: title',
      /expected another name: title is taken by another scope/,
    ],
    [
      'a field in what makes a scope unavailable',
      'when: { field: ways',
      'when: { field: way',
      /disabled\.when\.field: expected the id of a field/,
    ],
    [
      'a field in what makes the rules rest',
      'rules_rest: { field: deliberation',
      'rules_rest: { field: delib',
      /scopes\.rules_rest\.field: expected the id of a field: delib/,
    ],
    [
      'a usual scope',
      'usual_scopes: [date',
      'usual_scopes: [day',
      /usual_scopes\[0\]: expected the id of a scope/,
    ],
    ...['chosen: [title', 'locked: [date', 'disabled: [author', 'hidden: [note'].map(
      (list): [string, string, string, RegExp] => [
        `a scope that a use case has ${list.slice(0, list.indexOf(':'))}`,
        list,
        `${list}s`,
        new RegExp(`use_cases\\[1\\]\\.scopes\\.${list.split(':')[0]}\\[0\\]: expected the id of a scope`),
      ],
    ),
    [
      'a field filled in advance',
      'prefill: { name:',
      'prefill: { nom:',
      /prefill\.nom: expected the id of a field/,
    ],
    [
      'a person filled in advance',
      'prefill: { name:',
      'prefill: { officer:',
      /expected nothing: a person field is never filled in advance/,
    ],
    [
      'scopes filled in advance',
      'prefill: { name:',
      'prefill: { scopes:',
      /expected nothing: a scopes field is never filled/,
    ],
    [
      'an option filled in advance',
      'progress: ready }',
      'progress: done }',
      /expected an answer that the one_of field progress accepts/,
    ],
    [
      'a use case of the forms of a stage',
      'steps: [project, data, people, security]',
      'use_case_forms: { early: [form] }\n    steps: [project, data, people, security]',
      /stages\[1\]\.use_case_forms\.early: expected the id of a use case/,
    ],
    [
      'a use case that goes by the name of another',
      '    prefill: { name: Late',
      '    aliases: [free]\n    prefill: { name: Late',
      /use_cases\[1\]\.aliases\[0\]: expected another name: free leads to another use case/,
    ],
  ] as [string, string | RegExp, string, RegExp][])('%s', async (_, from, to, message) => {
    expect(await problems(exampleApi, from, to)).toMatch(message);
  });
});
