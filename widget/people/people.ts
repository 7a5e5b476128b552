/**
 * « Nobody fills a form alone »: in the form of the applicant, who is asked to fill, confirm or comment what, who did
 * it, and what they wrote meanwhile. A chunk of its own; the form works without.
 */
import { html } from 'lit';
import type { Step } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import type { FormContext } from '../form/fields/field.ts';
import { confirmations } from '../handover/confirmations.ts';
import { disclosure, Handover } from '../handover/handover.ts';
import { peopleStyles } from '../handover/people.styles.ts';
import { Place, type PlaceHost } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { jsonOf } from '../shared/problems.ts';
import { adopt } from '../shared/styles.ts';
import { Comments } from './comments.ts';
import { Invitations } from './invitations.ts';
import { Inviting, named } from './inviting.ts';
import { News } from './news.ts';
import { peopleWords } from './words.ts';

/** Milliseconds before asking what those invited have done, while an invitation is open and somebody looks. */
const EVERY = 5000;

/** What becomes of the habilitation meanwhile, in the server's words. */
const update = ({ situation: { title, text } }: RequestView, level: number): unknown =>
  callout(
    'info',
    text.map((words) => html`<p>${words}</p>`),
    level,
    title,
  );

/** The form, with the step that it shows. */
export type PeopleForm = FormContext & PlaceHost & { readonly position: string };

export class People extends Place<PeopleForm> {
  override readonly draw: () => void;
  readonly #handover = new Handover(this);
  readonly #invitations = new Invitations(this);
  readonly #comments = new Comments(this);
  readonly #news: News;
  /** By step; the empty one is the whole draft. */
  readonly #inviting = new Map<string, Inviting>();
  #etag = '';
  #waiting: AbortController | undefined;
  /** The step that somebody is inviting to. */
  #open = '';
  /** Signing in was asked for here. */
  #arriving = false;

  constructor(form: PeopleForm, draw: () => void) {
    super(form);
    this.draw = draw;
    this.#news = new News(form, draw);
    adopt(form, peopleStyles);
    if (this.view) void this.#invitations.load();
    draw();
  }

  override get view(): RequestView | undefined {
    return this.host.autosave.view;
  }

  get #t() {
    return peopleWords[this.language];
  }

  override async ready(): Promise<RequestView> {
    const { autosave } = this.host;
    const saved = await autosave.save();
    if (saved && autosave.view) return autosave.view;
    throw new Error((autosave.state === 'refused' && autosave.problem?.message) || this.#t.unsaved);
  }

  override show(view: RequestView | undefined): void {
    const { autosave } = this.host;
    if (view?.actions.includes('save')) {
      autosave.take(view, autosave.draft?.base ?? {}, true);
      this.draw();
      return;
    }
    // Somebody else's now: the follow-up says so.
    const id = autosave.view?.id as string;
    this.host.dispatchEvent(new DatapassEvent('submit', { id }, false));
  }

  /** Above the fields: what others have answered meanwhile, and who offers to take the request over. */
  above(): unknown {
    const { view, headingLevel } = this;
    return [
      view?.reopening && update(view, headingLevel + 1),
      view && this.#handover.above(view),
      this.#news.above(),
    ];
  }

  /** Under a field: who has answered it meanwhile. */
  after(field: string): unknown {
    return this.#news.after(field);
  }

  /** At the foot of a step; @param whole on the summary */
  panel(whole: boolean): unknown {
    this.#watch();
    const { definition, stage, position } = this.host;
    const steps = stepsOf(definition, stage);
    const step = steps.find(({ id }) => id === position);
    return whole ? this.#summary(steps) : step && this.#atStep(step);
  }

  #ofStep(step: string | null) {
    return this.#invitations.list.filter((one) => one.step === step);
  }

  #atStep({ id }: Step): unknown {
    const { session } = this.host;
    const t = this.#t;
    const open = this.#invitations.open.filter(({ step }) => step === id).length;
    const title = [t.invite, open ? badge('info', t.open(open)) : ''];
    // One place for both, so that it stays open when somebody signs in. Drawn for who looks: each key draws the form.
    const inside =
      this.#open === id &&
      (session.person
        ? this.#asking(id)
        : [html`<p>${t.signIn}</p>`, button(this.host.t.signIn, this.#signIn, 'second')]);
    // Closed again on the next step.
    const toggled = (open: boolean) => {
      this.#open = open ? id : '';
      this.draw();
    };
    return [this.#written(id), disclosure(title, inside || '', toggled, this.#open === id)];
  }

  #asking(step: string): unknown {
    const { definition, stage, context, session } = this.host;
    const { view } = this;
    const inviting = this.#invitingTo(step);
    if (this.#arriving) {
      this.#arriving = false;
      this.focus(inviting.ask.control('email'));
    }
    const people = named(definition, stage, context.answers, session.person?.email);
    // What another request has answered is filled in there.
    const fills = !view || view.asks.includes(step);
    return [
      inviting.template(this.#t.inviteText, fills ? ['fill', 'confirm'] : ['confirm'], people),
      this.#invitations.rows(this.#ofStep(step)),
    ];
  }

  /** Who wrote a step, who confirmed it. */
  #written(step: string): unknown {
    const { view, language } = this;
    const who = view?.written_by[step];
    return [
      who ? html`<p>${this.#t.written(who)}</p>` : '',
      confirmations(view?.confirmations.filter((one) => one.step === step) ?? [], language),
    ];
  }

  #invitingTo(step = ''): Inviting {
    const inviting = this.#inviting.get(step) ?? new Inviting(this, this.#invitations, step || undefined);
    this.#inviting.set(step, inviting);
    return inviting;
  }

  #summary(steps: Step[]): unknown {
    const { view, session, headingLevel } = this;
    if (!session.person || !view) return '';
    const t = this.#t;
    const touched = steps.filter(
      ({ id }) =>
        view.written_by[id] || view.confirmations.some(({ step }) => step === id) || this.#ofStep(id)[0],
    );
    return html`<section class="stack tight">${heading(headingLevel + 1, t.together)}${
      touched[0]
        ? touched.map(
            ({ id, title }) =>
              html`<section class="card">${heading(headingLevel + 2, title)}${this.#written(id)}${this.#invitations.rows(this.#ofStep(id))}</section>`,
          )
        : html`<p class="hint">${t.alone}</p>`
    }${disclosure(t.adviser, this.#invitingTo().template(t.adviserText, ['comment']))}${this.#invitations.rows(
      this.#ofStep(null),
    )}${this.#comments.template(view, headingLevel + 2)}${this.#handover.life(view)}${this.#handover.below(view)}</section>`;
  }

  #signIn = (): void => {
    this.#arriving = true;
    this.session.signIn({ step: `form:${this.host.position}` });
    // Kept until somebody is signed in.
    void this.host.autosave.save();
  };

  /** Looks again in a while, or when somebody comes back to this tab. */
  #watch(): void {
    if (this.#waiting || !this.#invitations.open[0]) return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    const look = () => {
      clearTimeout(timer);
      waiting.abort();
      this.#waiting = undefined;
      void this.#look();
    };
    const timer = setTimeout(look, EVERY);
    document.addEventListener('visibilitychange', look, waiting);
  }

  /** Takes in what others have written. */
  async #look(): Promise<void> {
    const { session, autosave, isConnected } = this.host;
    const { view } = this;
    if (!isConnected || !view || session.state !== 'signed-in') return;
    // Behind another of its file, or in a tab behind, nobody sees what came.
    const seen = document.visibilityState !== 'hidden' && this.host.checkVisibility();
    if (seen && autosave.state !== 'elsewhere') {
      try {
        // First: once none is open nobody looks again, and the last answer must be among those read then.
        await this.#invitations.load();
        const headers = { 'if-none-match': this.#etag };
        const answer = await session.fetch(`/requests/${view.id}`, { headers });
        if (answer.status !== 304) {
          const now = await jsonOf<RequestView>(answer);
          // What was saved from here meanwhile is newer: the next look takes the rest in.
          const later = now.version >= (this.view?.version ?? 0) && autosave.state !== 'saving';
          if (later) {
            this.#etag = answer.headers.get('etag') ?? '';
            this.show(now);
          }
        }
      } catch {
        // Asked again below.
      }
    }
    this.draw();
  }
}
