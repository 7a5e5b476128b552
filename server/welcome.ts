/** What the person who started us sees: where everything is, and with the stand-in whom to sign in as. */

import { people } from './stand-ins/people.ts';
import type { RunningServer } from './start.ts';

export function welcome({ urls }: Pick<RunningServer, 'urls'>): string {
  const places = [
    ['DataPass', urls.app],
    ['Instruction', `${urls.app}/instruction`],
    ['Catalogue (exemple)', urls.catalogue && `${urls.catalogue}/impot-particulier`],
    ['ProConnect (simulé)', urls.proconnect],
    ['Boîte aux lettres', urls.mailbox],
  ].filter((place): place is [string, string] => place[1] !== undefined);
  const lines = ['', ...columns(places)];
  if (urls.proconnect) {
    const list = people.map(({ givenName, familyName, note }) => [`${givenName} ${familyName}`, note]);
    lines.push('', '  Pour se connecter, choisir une personne, sans mot de passe :', '', ...columns(list));
  }
  return [...lines, '', '  Ctrl-C arrête tout.', ''].join('\n');
}

function columns(rows: string[][]): string[] {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`);
}
