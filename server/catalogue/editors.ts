/** `editors.yaml`: read, and held against the APIs that it names. */
import type { Definition } from '../../catalogue/definition.ts';
import { EditorsFile } from '../../catalogue/definition-editors.ts';
import { otherEditor } from '../../catalogue/paths.ts';
import { readSiret } from '../organisations/siret.ts';
import type { Fault } from './fault.ts';
import { distinct, type Inconsistency, ids, known, type Path, type Report } from './report.ts';
import { parsed, source, type TextFile } from './source.ts';

/** Of a catalogue that has no such file. */
const none: EditorsFile = { questions: [], editors: [] };

/**
 * @param text undefined when there is no such file
 * @param definitions the APIs that are right
 * @param files names of all their files: what is said of an API that is wrong waits until it is right
 */
export function readEditors(
  text: TextFile | undefined,
  definitions: readonly Definition[],
  files: readonly string[],
): { editors: EditorsFile; faults: Fault[] } {
  if (!text) return { editors: none, faults: [] };
  const read = source(text);
  if ('faults' in read) return { editors: none, faults: read.faults };
  const file = parsed(EditorsFile, read.content);
  if ('problems' in file) return { editors: none, faults: file.problems.map(read.told) };
  const found: Inconsistency[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  distinct(file.output.questions, ['questions'], report);
  distinct(file.output.editors, ['editors'], report);
  checkNames(file.output, report);
  checkApis(file.output, definitions, files, report);
  return { editors: file.output, faults: found.map(read.told) };
}

/** A SIRET, an alias or a form leads to one publisher only. */
function checkNames({ editors }: EditorsFile, report: Report): void {
  const taken = new Map(editors.map(({ id }) => [id, id]));
  const once = (name: string, editor: string, path: Path) => {
    const other = taken.get(name) ?? editor;
    taken.set(name, other);
    if (other !== editor) report(path, `another one: ${name} leads to ${other}`);
  };
  for (const [e, { id, aliases, siret, software }] of editors.entries()) {
    const path = ['editors', e];
    if (id === otherEditor)
      report([...path, 'id'], 'another id: this one stands for those that are not here');
    for (const [i, alias] of aliases.entries()) once(alias, id, [...path, 'aliases', i]);
    if (siret !== undefined) {
      if (readSiret(siret) !== siret) {
        report([...path, 'siret'], 'a SIRET: the check digits of this one are wrong');
      }
      once(siret, id, [...path, 'siret']);
    }
    for (const [s, { form_ids }] of software.entries()) {
      for (const [i, form] of form_ids.entries()) once(form, id, [...path, 'software', s, 'form_ids', i]);
    }
  }
}

function checkApis(
  { editors }: EditorsFile,
  definitions: readonly Definition[],
  files: readonly string[],
  report: Report,
): void {
  const definitionOf = (api: string, path: Path) => {
    known(api, files, 'an API', path, report);
    return definitions.find(({ id }) => id === api);
  };
  for (const [e, { software, acceptance }] of editors.entries()) {
    for (const [s, { api, use_cases, form_ids }] of software.entries()) {
      const path = ['editors', e, 'software', s];
      const definition = definitionOf(api, [...path, 'api']);
      if (!definition) continue;
      for (const [i, id] of use_cases.entries()) {
        known(id, ids(definition.use_cases), `a use case of ${api}`, [...path, 'use_cases', i], report);
      }
      for (const [i, id] of form_ids.entries()) {
        known(id, formsOf(definition), `a form of ${api}`, [...path, 'form_ids', i], report);
      }
    }
    for (const [a, { api }] of acceptance.entries()) {
      const path = ['editors', e, 'acceptance', a, 'api'];
      const definition = definitionOf(api, path);
      if (definition && !definition.stages.some(({ id }) => id === 'sandbox')) {
        report(path, `an API that has a sandbox: ${api} has none`);
      }
    }
  }
}

/** The names that DataPass gives to the forms of an API. */
function formsOf({ stages, use_cases }: Definition): string[] {
  return [
    ...stages.flatMap((stage) => [
      ...(stage.form_ids ?? []),
      ...Object.values(stage.use_case_forms ?? {}).flat(),
    ]),
    ...use_cases.flatMap(({ form_ids = [] }) => form_ids),
  ];
}
