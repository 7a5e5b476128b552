/** What `npm start` prints once everything listens: where to go, and whom to sign in as. */
import type { StandInPerson } from './people.ts';

/** Addresses; those of stand-ins are absent where the real service is configured. */
export interface AnnouncedUrls {
  app: string;
  catalogue?: string | undefined;
  proconnect?: string | undefined;
  mailbox?: string | undefined;
}

type AnnouncedPerson = Pick<StandInPerson, 'givenName' | 'familyName' | 'note' | 'organisations'>;

/** @param people who can sign in at the ProConnect stand-in; none are printed without it */
export function announce(urls: AnnouncedUrls, people: AnnouncedPerson[]): string {
  const addresses: [string | undefined, string][] = [
    [urls.app, 'DataPass'],
    [`${urls.app}/instruction`, 'Espace d’instruction'],
    [urls.catalogue, 'Un catalogue de démonstration, sur un autre site'],
    [urls.proconnect, 'ProConnect de démonstration : se connecte qui l’on veut'],
    [urls.mailbox, 'Les courriels envoyés'],
  ];
  const lines = ['', ...table(addresses.filter((row): row is [string, string] => row[0] !== undefined))];
  if (urls.proconnect) {
    lines.push('', '  Se connecter en tant que', ...table(people.map(describe)));
  }
  return [...lines, '', '  Ctrl-C pour tout arrêter.', ''].join('\n');
}

function describe({ givenName, familyName, note, organisations }: AnnouncedPerson): [string, string] {
  return [`${givenName} ${familyName}`, `${note} – ${organisations.map(({ name }) => name).join(' ; ')}`];
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
