/** What somebody writes into a profile, as JSON or by a form: checked in one place. Pure. */
import * as v from 'valibot';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import { type ProfileContent, ProfileInput } from './content.ts';

/** @returns the profile, or what to do about each field that is wrong: `officer.email` */
export function checkProfile(
  value: unknown,
  language: Language,
): { content: ProfileContent; problems: [] } | { content: undefined; problems: FieldProblem[] } {
  const t = words[language];
  const result = v.safeParse(ProfileInput, value);
  if (!result.success) {
    const wrong = new Map<string, FieldProblem>();
    for (const issue of result.issues) {
      const path = (issue.path ?? []).map(({ key }) => String(key));
      // The keys of the schema only.
      const field = path.slice(0, 2).join('.');
      const last = path.at(-1) ?? '';
      const message = last === 'email' ? t.email : last === 'begin' || last === 'end' ? t.date : t.shape;
      wrong.set(field, { field, code: 'wrong', message });
    }
    return { content: undefined, problems: [...wrong.values()] };
  }
  const { controller, officer, homologation } = result.output;
  const problems: FieldProblem[] = [];
  const address = (email: string | undefined) => email?.toLowerCase();
  if (officer && address(officer.email) === address(controller?.email)) {
    problems.push({ field: 'officer.email', code: 'same_person', message: t.same });
  }
  if (homologation?.begin && homologation.end && homologation.end <= homologation.begin) {
    problems.push({ field: 'homologation.end', code: 'order', message: t.order });
  }
  return problems.length > 0 ? { content: undefined, problems } : { content: result.output, problems: [] };
}

const words: Record<Language, Record<'shape' | 'email' | 'date' | 'same' | 'order', string>> = {
  fr: {
    shape: 'Ce champ manque, est trop long ou n’a pas la forme attendue.',
    email: 'Écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
    date: 'Choisissez une date qui existe.',
    same: 'Indiquez une autre personne que le responsable de traitement : nul ne contrôle ses propres décisions.',
    order: 'La fin vient après le début : corrigez l’une des deux dates.',
  },
  en: {
    shape: 'This field is missing, too long or not of the expected form.',
    email: 'Write a whole e-mail address, such as prenom.nom@commune.example.',
    date: 'Choose a date that exists.',
    same: 'Name somebody else than the controller: nobody watches over their own decisions.',
    order: 'The end comes after the beginning: correct one of the dates.',
  },
};
