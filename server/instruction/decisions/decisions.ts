/** What an instructor may decide of a request or of its habilitation: addresses, and which of them are open now. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { type CommandName, permitted } from '../../requests/life/lifecycle.ts';
import type { Services } from '../../services.ts';

/** Last part of each page's address; in the order in which they are offered. */
export const decisionPaths = {
  validate: 'validation',
  agree: 'accord',
  request_changes: 'modification',
  refuse: 'refus',
  cancel_reopening: 'abandon',
  resume: 'retablissement',
  drop_revocation: 'maintien',
  suspend: 'suspension',
  announce_revocation: 'revocation-envisagee',
  revoke: 'revocation',
  archive: 'archivage',
} as const satisfies Partial<Record<CommandName, string>>;

export type Decision = keyof typeof decisionPaths;

export const decisionNames = Object.keys(decisionPaths) as Decision[];

/** Whether its command carries words, and whether they may be left out; the others say all by themselves. */
export const wordsOf: Record<Decision, 'needed' | 'optional' | 'none'> = {
  validate: 'optional',
  agree: 'none',
  request_changes: 'needed',
  refuse: 'needed',
  cancel_reopening: 'needed',
  resume: 'none',
  drop_revocation: 'none',
  suspend: 'needed',
  announce_revocation: 'needed',
  revoke: 'needed',
  archive: 'none',
};

/** Those that take something away, said in red. */
export const grave: readonly Decision[] = ['refuse', 'suspend', 'revoke'];

/** Those that may be taken for all the habilitations of a file at once. */
export const forFile: readonly Decision[] = ['announce_revocation', 'revoke'];

/** Two people or one: as the API says today, whatever the form was filled under. */
export const wantsTwo = ({ catalogue }: Pick<Services, 'catalogue'>, api: string): boolean =>
  catalogue.get(api)?.two_people ?? false;

/**
 * What the table of the life cycle allows, less one thing: where an API wants two people, the first agrees, and another
 * validates; where it does not, nobody has to agree.
 */
export function offered(
  request: RequestRow,
  { two_people }: Pick<ApiDefinition, 'two_people'>,
  userId: string,
): Decision[] {
  const { agreedBy } = request;
  const open: Partial<Record<Decision, boolean>> = {
    agree: two_people && !agreedBy,
    validate: !two_people || (agreedBy !== null && agreedBy !== userId),
  };
  const allowed = permitted(request, 'instructor');
  return decisionNames.filter((name) => allowed.includes(name) && (open[name] ?? true));
}
