/** What the catalogue's rules cost over a form that is filled in: in the browser at each change, on the server at each save. */
import { checkAnswers } from '../../catalogue/checker.ts';
import { mistakesIn } from '../../catalogue/mistakes.ts';
import { fill } from '../catalogue/complete.ts';
import { catalogue, definitionOf, paths } from '../catalogue/definitions.ts';
import { type Figure, median, quantile } from './figures.ts';

const rounds = 1_000;

interface Cost {
  form: string;
  samples: number[];
}

/** The slowest form of the catalogue, by its median. */
export function rules(): Figure[] {
  const slowest = (name: 'browser' | 'server'): Cost =>
    forms().reduce<Cost>(
      (worst, { form, check }) => {
        const samples = timed(check[name]);
        return median(samples) > median(worst.samples) ? { form, samples } : worst;
      },
      { form: '', samples: [0] },
    );
  return (['browser', 'server'] as const).map((side) => {
    const { form, samples } = slowest(side);
    return {
      id: `rules-${side}`,
      label: `The largest form, ${side === 'server' ? 'every check of the server' : 'every rule of the browser'}`,
      value: median(samples),
      unit: 'ms',
      goal: 1,
      limit: 1,
      note: `median of ${rounds} in Node, p99 ${quantile(samples, 0.99).toFixed(2)}; ${form}, the slowest of ${forms().length}`,
    };
  });
}

function forms() {
  return catalogue.list().flatMap(({ id }) => {
    const definition = definitionOf(id);
    return definition.stages.map((stage) => {
      const start = { eligibility: paths(definition.eligibility)[0] ?? {}, use_case: '', answers: {} };
      const context = { ...start, ...fill(definition, stage.id, start) };
      return {
        form: `${id}, ${stage.id}`,
        check: {
          browser: () => mistakesIn(definition, stage.id, context),
          server: () => checkAnswers(definition, stage.id, context),
        },
      };
    });
  });
}

function timed(check: () => unknown): number[] {
  const samples: number[] = [];
  for (let round = -100; round < rounds; round++) {
    const start = performance.now();
    check();
    if (round >= 0) samples.push(performance.now() - start);
  }
  return samples;
}
