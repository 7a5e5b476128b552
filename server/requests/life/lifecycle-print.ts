/**
 * `npm run lifecycle`: the life cycle as a diagram (Mermaid) and a table, from `lifecycle.ts` itself, into
 * `docs/lifecycle.md`. With `--check`, only says whether that file is up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { requestStates } from '../tables.ts';
import { stateLabels } from '../view/words.ts';
import { eventLabels } from './event-words.ts';
import {
  type CommandName,
  commandNames,
  lifecycle,
  needs,
  type RequestRole,
  type RequestState,
  requestRoles,
} from './lifecycle.ts';

/** Where a command leads; the others leave the state as it is. */
export const leadsTo: Partial<Record<CommandName, RequestState>> = {
  create: 'draft',
  claim: 'draft',
  submit: 'submitted',
  withdraw: 'draft',
  request_changes: 'changes_requested',
  refuse: 'refused',
  validate: 'validated',
  archive: 'archived',
  reopen: 'draft',
  cancel_reopening: 'validated',
  renew: 'submitted',
  revoke: 'revoked',
  end: 'archived',
};

const roleLabels: Record<RequestRole, string> = {
  applicant: 'demandeur',
  colleague: 'collègue',
  contact: 'contact technique',
  invited: 'personne invitée',
  instructor: 'instructeur',
  reporter: 'rapporteur',
  administrator: 'administrateur',
  file: 'autre demande du dossier',
  system: 'DataPass',
};

const needLabels: Record<NonNullable<(typeof needs)[CommandName]>, string> = {
  sent: 'déjà envoyée',
  reopened: 'mise à jour ou renouvellement en cours',
  first: 'hors mise à jour',
  granted: 'habilitation délivrée, en vigueur ou échue',
  active: 'habilitation en vigueur',
  suspended: 'habilitation suspendue',
  holding: 'habilitation en vigueur ou suspendue',
  announced: 'révocation annoncée',
};

/** The whole page. Pure. */
export function lifecyclePage(): string {
  return `# La vie d’une demande et de son habilitation

Cette page est écrite par \`npm run lifecycle\` à partir de la seule table qui décide, \`server/requests/life/lifecycle.ts\` : ne
la modifiez pas à la main. Une case vide est un refus. Une mise à jour refusée ou abandonnée ramène à « ${stateLabels.fr.validated} »,
avec les réponses et les pièces de l’habilitation, qui n’a jamais cessé d’être en vigueur.

\`\`\`mermaid
${diagram().join('\n')}
\`\`\`

${table().join('\n')}
`;
}

function diagram(): string[] {
  const states = requestStates.map((state) => `  ${state}: ${stateLabels.fr[state]}`);
  const arrows = (['none', ...requestStates] as const).flatMap((from) =>
    commandNames.flatMap((command) => {
      const to = leadsTo[command];
      return to && lifecycle[from][command]
        ? [`  ${from === 'none' ? '[*]' : from} --> ${to}: ${command}`]
        : [];
    }),
  );
  return [
    'stateDiagram-v2',
    ...states,
    ...arrows,
    '  submitted --> validated: refuse (mise à jour)',
    '  changes_requested --> validated: refuse (mise à jour)',
  ];
}

function table(): string[] {
  const columns = requestStates.map((state) => stateLabels.fr[state]);
  const rows = commandNames.map((command) => {
    const need = needs[command];
    const name = `\`${command}\` – ${eventLabels.fr[command]}${need ? ` (${needLabels[need]})` : ''}`;
    const cells = requestStates.map((state) => roles(lifecycle[state][command]));
    return row([name, roles(lifecycle.none[command]), ...cells]);
  });
  return [row(['Commande', '–', ...columns]), row(Array(columns.length + 2).fill('---')), ...rows];
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const roles = (named: readonly RequestRole[] = []) =>
  requestRoles
    .filter((role) => named.includes(role))
    .map((role) => roleLabels[role])
    .join(', ');

const file = new URL('../../../docs/lifecycle.md', import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = lifecyclePage();
  if (process.argv.includes('--check')) {
    if ((await readFile(file, 'utf8').catch(() => '')) !== page) {
      console.error('docs/lifecycle.md is not what the table says: run « npm run lifecycle ».');
      process.exitCode = 1;
    }
  } else {
    await writeFile(file, page);
    console.log(page);
  }
}
