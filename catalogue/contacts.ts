/**
 * What a person may get wrong about contacts of which more is asked, or less: a French mobile number, a team instead of
 * a person. For the server, and for the chunk that shows such a field.
 */
import type { Person } from './answers.ts';
import { digits, type Of, type Rule, rules } from './mistakes.ts';
import type { Refuse } from './problems.ts';

/** Metropolitan, then overseas as in `forms.ts`. */
const mobileForm = /^((0|(\+|00)33)[67]\d{8}|(\+|00)((262|590|594|596)6\d{8}|(508|68[179])\d{6,9}))$/;

const plain = rules as Required<Pick<typeof rules, 'phone' | 'person'>>;
const phone: Rule = plain.phone;
const person: Rule = plain.person;

const isMobile = (number: string, refuse: Refuse): boolean =>
  mobileForm.test(digits(number.trim())) || refuse('mobile');

rules.phone = (field: Of<'phone'>, number: string, refuse, around) =>
  field.mobile ? isMobile(number, refuse) : phone(field as never, number as never, refuse, around);

rules.person = (field: Of<'person'>, answer: Person, refuse, around) => {
  const isTeam = field.may_be_team && !answer.given_name.trim();
  const told: Refuse = (code, params, part = '') => {
    // A team has neither given name nor job title.
    if (isTeam && code === 'required' && /given|job/.test(part)) return false;
    // Said below.
    if (field.mobile && code === 'phone') return false;
    return refuse(code, params, part);
  };
  person(field as never, answer as never, told, around);
  if (field.mobile && answer.phone.trim()) {
    isMobile(answer.phone, (code) => refuse(code, undefined, 'phone'));
  }
};
