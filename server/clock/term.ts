/**
 * Until when a habilitation issued now is valid: as many months as the API says, or less where the certification or the
 * questionnaire that it rests on ends sooner (`ends_with` of its stage).
 */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { endingFields, lastDaysIn } from '../../catalogue/endings.ts';
import { pruned } from '../../catalogue/mistakes.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { dateInWords } from '../pages/dates.ts';
import { addMonths, endOfDay, parisDay } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { grantsHabilitation } from '../requests/life/grants.ts';
import { isLending, lentTo } from '../requests/view/lent.ts';
import { habilitationNumber } from '../requests/view/surroundings.ts';
import type { Services } from '../services.ts';

/** As the definition has it where it says nothing: for a stage that has left it. */
const usualMonths = 36;

/**
 * @throws {Problem} 422 what it rests on has ended while the request was examined: the habilitation would begin ended
 */
export async function termOf(
  { database }: Pick<Services, 'database'>,
  definition: ApiDefinition,
  row: RequestRow,
  at: Date,
  language: Language,
): Promise<Date> {
  const { stage: stageId, eligibility, useCase } = row;
  const stage = definition.stages.find(({ id }) => id === stageId);
  const context: AnswerContext = { answers: row.submittedAnswers ?? {}, eligibility, use_case: useCase };
  const answers = pruned(definition, stageId, context);
  const days = lastDaysIn(definition, stageId, { ...context, answers });
  for (const field of endingFields(definition, stageId).filter(isLending)) {
    const number = habilitationNumber(answers[field.id]);
    if (number === undefined) continue;
    const [lent] = await lentTo(database, field, { providerId: row.providerId, number, at });
    if (!lent) throw over(language);
    days.push(lent.until);
  }
  const [soonest] = days.toSorted();
  if (soonest !== undefined && soonest < parisDay(at)) throw over(language, soonest);
  const usual = addMonths(at, stage?.validity_months ?? usualMonths);
  const end = soonest === undefined ? usual : endOfDay(soonest);
  return end < usual ? end : usual;
}

/** Whether a validation now would be refused for what it rests on: asked before, so that nothing typed is lost. */
export async function wouldBeginEnded(
  services: Pick<Services, 'database' | 'now'>,
  definition: ApiDefinition,
  row: RequestRow,
): Promise<boolean> {
  if (!grantsHabilitation(definition, row.stage)) return false;
  return termOf(services, definition, row, services.now(), 'fr').then(
    () => false,
    (error) => {
      if (error instanceof Problem && error.code === validityOver) return true;
      throw error;
    },
  );
}

const validityOver = 'validity-over';

function over(language: Language, day?: string): Problem {
  const on = day === undefined ? '' : dateInWords(day, language);
  return language === 'fr'
    ? new Problem(
        422,
        validityOver,
        'L’homologation ou le questionnaire de sécurité n’est plus valable',
        `${on ? `Il a pris fin le ${on}` : 'Celui de l’éditeur n’est plus en vigueur'} : l’habilitation serait échue dès sa délivrance. Demandez au demandeur de le renouveler et d’en donner les nouvelles dates.`,
      )
    : new Problem(
        422,
        validityOver,
        'The security certification or questionnaire is no longer valid',
        `${on ? `It ended on ${on}` : 'The publisher’s is no longer in force'}: the habilitation would begin ended. Ask the applicant to renew it and to give its new dates.`,
      );
}
