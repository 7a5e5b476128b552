/** Whether something stands in the way of this request: then `obstacles.ts` is loaded, and says what. Pure. */
import type { FormContext } from './fields/field.ts';
import { chosenOrganisation } from './organisation.ts';

/** Fields that the instructor asks to change. */
export const asked = ({ autosave: { view } }: FormContext): string[] =>
  view?.state === 'changes_requested' ? view.requested_fields : [];

export const disagrees = ({ autosave: { view } }: FormContext): boolean =>
  view?.organisation_check?.agrees === false;

/** Whether this API refuses a request from this person's address. */
export const addressRefused = ({
  autosave: { view },
  session: { person },
  definition,
}: FormContext): boolean =>
  view
    ? !view.email_check.accepted
    : !!person && definition.personal_email && person.email_kind !== 'personal';

export const obstructed = (form: FormContext): boolean =>
  !!(
    form.autosave.state === 'refused' ||
    Object.keys(form.autosave.differed)[0] ||
    form.autosave.view?.state === 'changes_requested' ||
    form.autosave.view?.newer_definition ||
    disagrees(form) ||
    addressRefused(form) ||
    form.session.person?.organisations[1] ||
    chosenOrganisation(form)?.open === false
  );
