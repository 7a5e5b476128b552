/** Shows what a form takes over from the others of its file, and where they are no longer the same. */
import { html } from 'lit';
import { isAnswered } from '../../catalogue/conditions.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { RequestView } from '../shared/api-types.ts';
import { callout } from '../shared/parts.ts';
import type { RequestFile } from './file.ts';
import { commonOf, journeyForm, leadOf } from './lead.ts';
import type { Member } from './member.ts';

/** Above a form: what it takes over, each a way to change it where it is asked. */
export function carried(file: RequestFile, member: Member): unknown {
  const { journey } = member.element ?? {};
  const lead = leadOf(file);
  const { definition, memory } = journey ?? {};
  if (!journey || !definition || !lead || memory?.phase !== 'form') return '';
  const answers = file.formOf(lead)?.context.answers ?? {};
  const ids = commonOf(file, member).filter((id) => isAnswered(answers[id]));
  const fields = fieldsOf(definition, journeyForm(journey).stage).filter(({ id }) => ids.includes(id));
  return fields[0]
    ? html`<details><summary>${file.t.carried(fields.length, file.titleOf(lead))}</summary><p class="hint">${file.t.carriedHint}</p><ul>${fields.map(
        ({ id, label }) =>
          html`<li><a href="#" @click=${(event: Event) => {
            event.preventDefault();
            open(file, lead, id);
          }}>${label}</a></li>`,
      )}</ul></details>`
    : '';
}

/** Goes to an answer of a member. */
export function open(file: RequestFile, member: Member, id: string): void {
  void file.show(member).then(() => file.formOf(member)?.goTo(id));
}

/** Where the answers in common are no longer the same. */
export function differences(file: RequestFile, { file: others }: RequestView): unknown {
  const lines = others.flatMap((other) => other.differences);
  return lines[0]
    ? callout(
        'info',
        html`<ul>${lines.map(({ text }) => html`<li>${text}</li>`)}</ul>`,
        file.outer.host.headingLevel + 1,
        file.t.differs,
      )
    : '';
}
