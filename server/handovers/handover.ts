/** Gives a request to somebody else of its organisation: by its applicant, or because a colleague asks. */
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { emailCheck } from '../requests/checks.ts';
import { dueAfter } from '../requests/handover.ts';
import { invalid } from '../requests/problems.ts';
import { knownDefinition, type RequestServices } from '../requests/store/execute.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { CommandTarget, LoadedRequest } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { colleagueActor, dueTakeOvers, findColleague, isLinked } from './store.ts';

/**
 * The applicant gives the request to a colleague.
 * @throws {Problem} 404, 403, 409; 422 nobody of the organisation has this address, or the provider refuses it
 */
export function transfer(
  services: RequestServices,
  requestId: string,
  email: string,
  actor: Actor,
  language: Language,
): Promise<CommandTarget> {
  // Looked up once the table has let it pass: who may not give it learns nothing of who works there.
  const prepare = async (target: LoadedRequest) => {
    const colleague = await findColleague(
      services.database,
      target.row.organisationId,
      email,
      services.now(),
    );
    if (!colleague) {
      const message = words[language].noColleague;
      throw invalid([{ field: 'email', code: 'no_colleague', message }], language);
    }
    await mayApply(services, target, colleague.email, language);
    return { name: 'transfer' as const, to: colleague.id };
  };
  const intend = (target: LoadedRequest) => ({ name: 'transfer' as const, prepare: () => prepare(target) });
  return executeLatest(services, requestId, intend, actor, language);
}

/**
 * A colleague takes the request over: now where its applicant no longer acts for the organisation, else when they have
 * had their time to object.
 */
export function takeOver(
  services: RequestServices,
  requestId: string,
  actor: Actor,
  language: Language = 'fr',
): Promise<CommandTarget> {
  const intend = async (target: LoadedRequest) => {
    const { row } = target;
    if (row.applicantId !== actor.userId) await mayApply(services, target, actor.email, language);
    const applicantLeft = !(await isLinked(
      services.database,
      row.applicantId,
      row.organisationId,
      services.now(),
    ));
    const due = row.takeOver?.by === actor.userId && new Date(row.takeOver.due) <= services.now();
    if (applicantLeft || due) return { name: 'take_over' as const, applicantLeft };
    // Asked already, and the request is to be waited for.
    if (row.takeOver?.by === actor.userId) return undefined;
    return { name: 'ask_take_over' as const, due: dueAfter(services.now()) };
  };
  return executeLatest(services, requestId, intend, actor, language);
}

/** The applicant objects, or who asked thinks better of it. */
export function keepHolder(
  services: RequestServices,
  requestId: string,
  actor: Actor,
  language: Language = 'fr',
): Promise<CommandTarget> {
  return executeLatest(services, requestId, () => ({ name: 'object_take_over' }), actor, language);
}

/** Carries out what nobody has objected to. Runs every hour; twice does the same as once. */
export async function finishTakeOvers(services: RequestServices & Pick<Services, 'log'>): Promise<void> {
  const { database, now, log } = services;
  for (const { requestId, organisationId, asker } of await dueTakeOvers(database, now())) {
    const actor = await colleagueActor(database, asker, organisationId);
    if (!actor) continue;
    try {
      // Who has left in the meantime takes nothing with them.
      if (await isLinked(database, asker, organisationId, now())) await takeOver(services, requestId, actor);
      else await keepHolder(services, requestId, actor);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Decided otherwise meanwhile, or an address that the provider refuses: looked at again in an hour.
      log.info({ requestId, code: error.code }, 'take-over not done');
    }
  }
}

/** A provider that knows people by their own addresses does so whoever holds the request. */
async function mayApply(
  services: RequestServices,
  { row }: LoadedRequest,
  email: string,
  language: Language,
): Promise<void> {
  const definition = await knownDefinition(services, row, language);
  if (emailCheck(definition, email, language).accepted) return;
  const message = words[language].address;
  throw invalid([{ field: 'email', code: 'email_not_accepted', message }], language);
}

const words: Record<Language, { noColleague: string; address: string }> = {
  fr: {
    noColleague:
      'Personne de votre organisation ne s’est connecté avec cette adresse : vérifiez-la, ou demandez à votre collègue de se connecter une fois avec ProConnect.',
    address:
      'Le fournisseur de données demande l’adresse professionnelle d’une personne : celle-ci est générique ou d’une messagerie grand public. Choisissez une autre personne.',
  },
  en: {
    noColleague:
      'Nobody of your organisation has signed in with this address: check it, or ask your colleague to sign in once with ProConnect.',
    address:
      'The data provider asks for the professional address of a person: this one is generic, or of a public mail service. Choose somebody else.',
  },
};
