/** Software publishers, and what each one’s work spares its public clients. Pure. */
import type { Localised } from './definition.ts';
import type { EditorsFile } from './definition-editors.ts';

/** The file in one language. */
export type Editors = Localised<EditorsFile>;
export type Editor = Editors['editors'][number];
export type Software = Editor['software'][number];

/**
 * The publishers known for an API, each with the software that calls it.
 * @param useCase only software that serves it; any when absent
 */
export function editorsFor(editors: readonly Editor[], api: string, useCase?: string): Editor[] {
  return editors
    .map((editor) => ({ ...editor, software: softwareFor(editor, api, useCase) }))
    .filter((editor) => editor.software.length > 0 || acceptanceDone(editor, api));
}

/** Whether its clients may ask for production at once, without a sandbox of their own. */
export function acceptanceDone(editor: Editor | undefined, api: string): boolean {
  return editor?.acceptance.some((accepted) => accepted.api === api) ?? false;
}

/**
 * Whether its clients have nothing to ask for. Software that names the use case speaks for the publisher before
 * software that names none.
 */
export function alreadyIntegrated(editor: Editor | undefined, api: string, useCase?: string): boolean {
  const software = editor ? softwareFor(editor, api, useCase) : [];
  const closest = software.filter(({ use_cases }) => use_cases.includes(useCase ?? ''));
  return (closest.length > 0 ? closest : software).some(({ already_integrated }) => already_integrated);
}

/** Whether FranceConnect may come with the habilitation of another API. */
export function franceConnectCertified(editor: Editor | undefined): boolean {
  return editor?.france_connect_certified ?? false;
}

/** @param name its id, an alias, or its SIRET */
export function editorNamed(editors: readonly Editor[], name: string): Editor | undefined {
  return editors.find(({ id, aliases, siret }) => [id, siret, ...aliases].includes(name));
}

/** @param name as a person writes it: case, accents, spaces and dots do not count; or what `editorNamed` takes */
export function editorCalled(editors: readonly Editor[], name: string): Editor | undefined {
  const wanted = plain(name);
  if (!wanted) return undefined;
  return editorNamed(editors, name.trim()) ?? editors.find((editor) => plain(editor.name) === wanted);
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

function softwareFor(editor: Editor, api: string, useCase?: string): Software[] {
  return editor.software.filter(
    (software) =>
      software.api === api &&
      (useCase === undefined || software.use_cases.length === 0 || software.use_cases.includes(useCase)),
  );
}
