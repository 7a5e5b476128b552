/**
 * What the forms of a file share: the answers that are given once, in the request that leads, and one submission for
 * all. Loaded beside `file.ts`.
 */
import { html, type TemplateResult } from 'lit';
import type { Answer } from '../../catalogue/answers.ts';
import { isAnswered } from '../../catalogue/conditions.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { commonFields } from '../../catalogue/together.ts';
import { contextOf, type Draft } from '../drafts/draft.ts';
import { wrongOf } from '../form/check.ts';
import type { Wrong } from '../form/errors.ts';
import { DatapassForm } from '../form/form.ts';
import { boxes, promisesOf, unpromised } from '../form/summary.ts';
import { SUMMARY } from '../form/wizard.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { ProblemError, unreachable } from '../shared/problems.ts';
import { type Words, wordsIn } from '../words/index.ts';
import type { Joined, Member, RequestFile } from './file.ts';
import { pathWithout, reduced, without } from './reduced.ts';

/** The draft that holds the answers in common; none while no form has been opened, and once it has been sent. */
function leadOf(file: RequestFile): Member | undefined {
  const withIds = file.members.flatMap(
    (member) => file.formOf(member)?.autosave.view?.together?.with.id ?? [],
  );
  const said = file.members.find((member) => {
    const { id } = file.formOf(member)?.autosave.view ?? {};
    return id && withIds.includes(id);
  });
  const lead = said ?? file.members.find(({ api }) => api === file.lead);
  return lead && file.isDraft(lead) ? lead : undefined;
}

export const isLead = (file: RequestFile, member: Member): boolean => leadOf(file) === member;

/** Whether a form is one that another leads: not sent yet, and no draft that stands alone on the server. */
const isLed = (file: RequestFile, member: Member): boolean => {
  const view = file.formOf(member)?.autosave.view ?? member.element?.journey.request;
  return !!leadOf(file) && !isLead(file, member) && file.isDraft(member) && (!view || !!view.together);
};

/** Fields whose answers are the lead's. */
function commonOf(file: RequestFile, member: Member): string[] {
  const journey = member.element?.journey;
  const lead = leadOf(file);
  if (!journey?.definition || !lead || !isLed(file, member)) return [];
  const form = file.formOf(lead);
  if (!form?.autosave.draft) {
    return (file.formOf(member)?.autosave.view ?? journey.request)?.together?.fields ?? [];
  }
  return commonFields(form, { ...journeyForm(journey), context: form.context });
}

/** The form of a member as the catalogue says it. */
const journeyForm = ({ definition, memory, request }: NonNullable<Member['element']>['journey']) => ({
  definition: definition as NonNullable<typeof definition>,
  stage: request?.stage ?? memory.stage ?? definition?.stages[0]?.id ?? '',
});

const made = new WeakMap<Member, { of: string; from: unknown; definition: Joined['definition'] }>();

/** What the form of a member is given instead of its own. */
export function joined(file: RequestFile, member: Member): Joined {
  member.together ??= new Together(file, member);
  const { together } = member;
  const journey = member.element?.journey as NonNullable<Member['element']>['journey'];
  const { definition, memory } = journey;
  if (!definition) return { definition, fromPath: memory.fromPath, together };
  const { stage } = journeyForm(journey);
  const common = commonOf(file, member);
  const form = file.formOf(member);
  const context = form?.autosave.draft ? form.context : contextOf({ '@eligibility': memory.answers });
  const result = reduced(definition, stage, context, common);
  // The same, while it says the same: a form that is given another looks at all of it again.
  const of = JSON.stringify([common, stage, result.stages]);
  const before = made.get(member);
  if (before?.of !== of || before.from !== definition)
    made.set(member, { of, from: definition, definition: result });
  return {
    definition: made.get(member)?.definition,
    fromPath: pathWithout(memory.fromPath, common),
    together,
  };
}

/** Gives a form the answers in common, which are no change of its own: conditions and checks look at them. */
export function share(file: RequestFile, member: Member): void {
  const lead = leadOf(file);
  const from = lead && file.formOf(lead);
  const form = file.formOf(member);
  const draft = form?.autosave.draft;
  if (!from?.autosave.draft || !draft || !isLed(file, member)) return;
  const { answers } = from.context;
  const own = { ...draft.values };
  const base = { ...draft.base };
  for (const id of commonOf(file, member)) own[id] = base[id] = withoutFiles(answers[id]);
  Object.assign(draft, { values: own, base });
  form.recheck();
}

/**
 * The lead goes: those that it leads keep its answers. Called while it is there.
 * @returns what to do once it has gone
 */
export function handOn(file: RequestFile): () => void {
  const lead = leadOf(file);
  const waiting = (lead && file.formOf(lead)?.autosave.documents.waiting) ?? [];
  const led = file.members.filter((member) => isLed(file, member));
  const taken = led.map((member) => {
    share(file, member);
    const common = commonOf(file, member);
    const values = file.formOf(member)?.values ?? {};
    return {
      values: Object.fromEntries(common.map((id) => [id, values[id]])),
      documents: waiting.filter(({ field }) => common.includes(field)),
    };
  });
  return () => {
    for (const [place, member] of led.entries()) {
      const form = file.formOf(member);
      const { values, documents } = taken[place] as (typeof taken)[number];
      // The server has given them to its drafts, which are read again; one that is only here keeps them here.
      if (form?.autosave.view) void member.element?.journey.load();
      else if (form) {
        const { autosave } = form;
        autosave.documents.list.push(...documents);
        void autosave.documents.keep(autosave.key);
        form.change(values);
      }
    }
  };
}

/** A document is kept by the draft that it is attached to. */
const withoutFiles = (answer: Answer | undefined): unknown =>
  Array.isArray(answer)
    ? answer.map((item) =>
        typeof item === 'string' ? item : { id: item.id, name: item.name, size: item.size },
      )
    : answer;

/** A form has been opened, or its draft kept. */
export function heard(file: RequestFile, member: Member): void {
  const form = file.formOf(member);
  if (!form?.autosave.draft) return;
  const { view } = form.autosave;
  if (view) file.note(view);
  if (!leadOf(file) && file.isDraft(member) && !view?.together) file.leadBy(member.api);
  share(file, member);
  if (!isLead(file, member)) return;
  // The others may have been there before it.
  for (const other of file.members) {
    share(file, other);
    if (isLed(file, other)) other.element?.requestUpdate();
  }
}

/** What is missing in a form, besides what is promised at its submission. */
export const missing = (form: DatapassForm): Wrong[] => form.check(true).filter(({ id }) => id[0] !== '!');

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
function open(file: RequestFile, member: Member, id: string): void {
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

/** What a form does with the others of its file. */
export class Together {
  readonly #file: RequestFile;
  readonly #member: Member;
  /** Only this one is to be sent. */
  #alone = false;
  /** What the server said of its answers, when another was sent with it. */
  refused: Wrong[] = [];

  constructor(file: RequestFile, member: Member) {
    this.#file = file;
    this.#member = member;
  }

  get #form(): JoinedForm {
    return this.#file.formOf(this.#member) as JoinedForm;
  }

  /** Those that are sent at once, the lead first; empty where this one goes by itself. */
  get #group(): Member[] {
    const file = this.#file;
    const lead = leadOf(file);
    const all = file.members.filter(
      (member) => file.formOf(member) && (member === lead || isLed(file, member)),
    );
    if (this.#alone || !lead || !all.includes(this.#member)) return [];
    return [lead, ...all.filter((member) => member !== lead)];
  }

  /** The others that are not sent yet, in the order of the file from this one on. */
  get #others(): Member[] {
    const { members } = this.#file;
    const place = members.indexOf(this.#member);
    return [...members.slice(place + 1), ...members.slice(0, place)].filter(
      (member) => this.#file.isDraft(member) && !(this.#file.formOf(member) && !this.#group.includes(member)),
    );
  }

  /** The one to go on with. */
  get #next(): Member | undefined {
    if (this.#alone || !this.#file.isDraft(this.#member)) return undefined;
    return this.#others.find((member) => {
      const form = this.#file.formOf(member);
      return !form || missing(form)[0];
    });
  }

  /** Of the main button of the summary; none where it submits. */
  get label(): string | undefined {
    const next = this.#next;
    return next && this.#file.t.continue(this.#file.titleOf(next));
  }

  /** @returns whether there is another to go on with */
  goOn(): boolean {
    const next = this.#next;
    if (next) void this.#file.show(next);
    return !!next;
  }

  /** @returns whether the answer is one of the lead's: it is shown there */
  goTo(id: string): boolean {
    const lead = leadOf(this.#file);
    const [field = ''] = id.split('-');
    if (!lead || !commonOf(this.#file, this.#member).includes(field)) return false;
    open(this.#file, lead, id);
    return true;
  }

  /**
   * What a new request says, where another leads: that one is made first.
   * @throws {ProblemError} when it could not be
   */
  joins = async (body: object): Promise<object> => {
    const lead = leadOf(this.#file);
    if (!lead || lead === this.#member) return body;
    const form = this.#file.formOf(lead);
    // Its own draft is still on its way.
    if (!form?.autosave.draft) throw unreachable();
    if (!form.autosave.view) await form.autosave.save();
    const { view, problem } = form.autosave;
    if (!view) throw problem;
    const common = commonOf(this.#file, this.#member);
    const draft = this.#form.autosave.draft as Draft;
    // The server's answer has its own references to documents; these would be a change to save.
    const documents = common.filter((id) => Array.isArray(draft.values[id]));
    draft.values = without(draft.values, documents);
    const answers = without((body as { answers: object }).answers, common);
    return { ...body, with: view.id, siret: view.organisation.siret, answers };
  };

  /**
   * Sends all that go together, or none.
   * @throws {ProblemError} with what is wrong in this one; the others show what is wrong in them
   */
  async submit(body: object): Promise<Pick<RequestView, 'id'>> {
    const { autosave } = this.#form;
    const group = this.#group;
    const forms = group.map((member) => this.#file.formOf(member) as JoinedForm);
    const [lead, ...led] = forms;
    if (!lead || !led[0]) return this.#sendAlone(body);
    for (const one of forms) if (!(await one.autosave.save())) throw one.autosave.problem;
    if (forms.some((one) => unpromised(one)[0])) throw new ProblemError(422, { detail: this.#file.t.tick });
    const ids = forms.map((one) => one.autosave.view?.id as string);
    const own = autosave.view?.id as string;
    const also = led.map((one) => ({
      ...promisesOf(one),
      id: one.autosave.view?.id,
      version: one.autosave.view?.version,
    }));
    try {
      await lead.send({ ...promisesOf(lead), also });
    } catch (error) {
      throw this.#apart(error as ProblemError, group, ids);
    }
    for (const [place, one] of forms.entries()) {
      await one.autosave.erase();
      const id = ids[place] as string;
      if (id !== own) one.dispatchEvent(new DatapassEvent('submit', { id }));
    }
    return { id: own };
  }

  /** The others have the answers in common for themselves from now on. */
  async #sendAlone(body: object): Promise<Pick<RequestView, 'id'>> {
    const file = this.#file;
    const keep = isLead(file, this.#member) ? handOn(file) : undefined;
    const sent = await this.#form.send(body);
    file.note(sent);
    keep?.();
    return sent;
  }

  /** Of a refusal, what is about this request; each of the others keeps its own. */
  #apart(error: ProblemError, group: Member[], ids: string[]): ProblemError {
    const { status, body, code } = error;
    const fields = body?.fields ?? [];
    const of = (member: Member) =>
      fields.filter(({ request = ids[0] }) => request === ids[group.indexOf(member)]);
    for (const member of group) {
      if (member === this.#member) continue;
      if (member.together) member.together.refused = of(member).map(wrongOf);
      // Changed elsewhere meanwhile: it is read again.
      if (status === 412) void member.element?.journey.load();
    }
    return fields[0] ? new ProblemError(status, { ...body, fields: of(this.#member) }, code) : error;
  }

  /** On the summary: where the others stand, what is missing in them, and what is promised for each. */
  summary(): unknown {
    const file = this.#file;
    const { t } = file;
    const form = file.formOf(this.#member);
    const others = this.#others;
    // A form that is on its way out is still drawn once.
    if (!form || !others[0] || !file.isDraft(this.#member)) return '';
    const level = form.headingLevel + 1;
    const send = (): void => {
      this.#alone = true;
      form.recheck();
      void form.updateComplete.then(() => form.shadowRoot?.querySelector('form')?.requestSubmit());
    };
    return html`<section class="stack tight">${heading(level, t.whole)}<p class="hint">${
      this.#alone ? t.aloneChosen : t.together
    }</p>${this.#alone ? '' : others.map((member) => this.#other(member, level + 1))}${
      isLead(file, this.#member) && !this.#alone
        ? html`<div>${button(t.alone(file.titleOf(this.#member)), send, 'plain')}<p class="hint">${t.aloneHint}</p></div>`
        : ''
    }</section>`;
  }

  #other(member: Member, level: number): unknown {
    const file = this.#file;
    const form = file.formOf(member);
    const { words, tone } = file.stateOf(member);
    const title = file.titleOf(member);
    const left = form ? [...missing(form), ...(member.together?.refused ?? [])] : [];
    return html`<section class="card stack tight"><div class="row between">${heading(level, title)}${badge(tone, words)}${button(
      file.t.go(title),
      () => file.show(member),
      'second',
    )}</div>${
      left[0]
        ? html`<p>${wordsIn(file.outer.language).missing(left.length)}</p><ul>${left.map(
            ({ id, message }) =>
              html`<li><a href="#" @click=${(event: Event) => {
                event.preventDefault();
                open(file, member, id);
              }}>${message}</a></li>`,
          )}</ul>`
        : form &&
          html`<fieldset><legend class="sr">${title}</legend>${boxes(form).map(
            ({ id, label }) =>
              html`<label class="choice"><input type="checkbox" .checked=${!!form.values[id]} @change=${(
                event: Event,
              ) => {
                form.change({ [id]: (event.target as HTMLInputElement).checked });
                this.#form.recheck();
              }}><span><b>${label}</b></span></label>`,
          )}</fieldset>`
    }</section>`;
  }
}

/** The form of one API among several: its main button leads on, its submission is the file's. */
export class JoinedForm extends DatapassForm {
  declare together: Together;
  /** Sends this request, and what the body says of others. */
  readonly send: (body: object) => Promise<RequestView>;
  /** Asked once for each rendering: it looks at all the forms. */
  #label: string | undefined;

  constructor() {
    super();
    const { autosave, goTo, next } = this;
    this.send = autosave.submit.bind(autosave);
    autosave.submit = (body) => this.together.submit(body) as Promise<RequestView>;
    autosave.joins = (body) => this.together.joins(body);
    this.goTo = (id) => {
      if (!this.together.goTo(id)) goTo(id);
    };
    this.next = (event) => {
      if (this.position === SUMMARY && this.together.goOn()) event.preventDefault();
      else next(event);
    };
  }

  /** The main button of the summary says where it leads. */
  protected override render(): TemplateResult {
    this.#label = this.position === SUMMARY ? this.together.label : undefined;
    return super.render();
  }

  override get t(): Words {
    return this.#label ? { ...super.t, submit: this.#label } : super.t;
  }
}

customElements.get('datapass-form-together') ?? customElements.define('datapass-form-together', JoinedForm);
