/**
 * What stands around the follow-up of a request: what it says, whose it is, who confirmed what, and what follows its
 * validation. A chunk of its own; the follow-up works without.
 */
import { type CSSResult, html, type LitElement } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Polling } from '../follow-up/polling.ts';
import { readOnly } from '../form/summary.ts';
import type { Granted } from '../granted/granted.ts';
import type { Messages } from '../messages/messages.ts';
import type { Comments } from '../people/comments.ts';
import type { Confirming } from '../people/confirming.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { adopt } from '../shared/styles.ts';
import { wordsIn } from '../words/index.ts';
import { confirmations } from './confirmations.ts';
import { disclosure, Handover } from './handover.ts';
import { peopleStyles } from './people.styles.ts';
import { Place, type PlaceHost } from './place.ts';
import { handoverWords } from './words.ts';

/** What these parts use of the follow-up. */
interface Host extends PlaceHost {
  definition: ApiDefinition;
}

export class Around extends Place<Host> {
  readonly #polling: Polling;
  readonly #handover = new Handover(this);
  #granted: Granted | Promise<void> | undefined;
  #confirming: Confirming | undefined;
  #comments: Comments | Promise<void> | undefined;
  #messages: Messages | Promise<void> | undefined;
  /** The form that the request was filled under; undefined until somebody looks. */
  #form: ApiDefinition | undefined;

  constructor(host: Host, polling: Polling) {
    super(host);
    this.#polling = polling;
    // What the request says looks as it does in the form.
    const form = customElements.get('datapass-form') as typeof LitElement;
    for (const sheet of [...(form.elementStyles as CSSResult[]), peopleStyles]) adopt(host, sheet);
    host.requestUpdate();
  }

  override get view(): RequestView | undefined {
    return this.#polling.view;
  }

  get definition(): ApiDefinition {
    return this.#form ?? this.host.definition;
  }

  override async ready(): Promise<RequestView> {
    return this.#polling.view as RequestView;
  }

  override readonly draw = (): void => this.host.requestUpdate();

  override show(view: RequestView | undefined): void {
    if (view) this.#polling.show(view);
    else this.host.dispatchEvent(new DatapassEvent('open', {}, false));
  }

  above(view: RequestView): unknown {
    if (!this.#granted && (view.habilitation || view.follows)) {
      this.#granted = import('../granted/granted.ts').then(
        ({ Granted }) => {
          this.#granted = new Granted(this.host, this.#polling);
        },
        () => {},
      );
    }
    if (view.messages[0] || view.actions.includes('message')) {
      this.#messages ??= import('../messages/messages.ts').then(
        ({ Messages }) => {
          this.#messages = new Messages(this, this.host);
          this.draw();
        },
        () => {},
      );
    }
    return [
      this.#handover.above(view),
      (this.#granted as Granted)?.template?.(view),
      this.#handover.life(view),
      (this.#messages as Messages)?.above?.(view),
    ];
  }

  below(view: RequestView): unknown {
    const t = handoverWords[this.language];
    if (view.comments[0]) {
      this.#comments ??= import('../people/comments.ts').then(
        ({ Comments }) => {
          this.#comments = new Comments(this);
          this.draw();
        },
        () => {},
      );
    }
    const form = this.#form;
    const loading = html`<p class="hint">${wordsIn(this.language).loading}</p>`;
    const read = () => void this.#read(view).catch(this.#polling.fail);
    const confirm = () => void this.#confirm(view).catch(this.#polling.fail);
    return [
      view.confirmations[0]
        ? html`<section>${heading(this.headingLevel + 1, t.confirmations)}${confirmations(view.confirmations, this.language)}</section>`
        : '',
      (this.#comments as Comments)?.template?.(view, this.headingLevel + 1),
      (this.#messages as Messages)?.below?.(view),
      disclosure(t.answers, form ? this.#answers(form, view) : loading, read),
      view.mine && /submitted|requested/.test(view.state)
        ? disclosure(t.people, (form && this.#confirming?.template(form, view)) || loading, confirm)
        : '',
      this.#handover.below(view),
    ];
  }

  /** Every answer, to read. */
  #answers(definition: ApiDefinition, view: RequestView): unknown {
    const { language, headingLevel } = this;
    const { answers, eligibility, stage, use_case } = view;
    const context = { answers, eligibility, use_case: use_case ?? '' };
    const t = wordsIn(language);
    return readOnly(
      { t, definition, stage, context, headingLevel, language, autosave: { view } } as never,
      [],
    );
  }

  /** The form as it was when the request was filled in, and what its kinds of field need. */
  async #read({ api, definition_version: version }: RequestView): Promise<void> {
    const { definition } = this.host;
    if (this.#form) return;
    const same = definition.id === api && definition.version === version;
    const form = same ? definition : await this.session.client.definition(api, this.language, version);
    // Those of any form: they know how to read their answers.
    await import('../form/kinds/kinds.ts');
    this.#form = form;
    this.draw();
  }

  /** Who may still confirm what was sent. */
  async #confirm(view: RequestView): Promise<void> {
    if (this.#confirming) return;
    const [{ Confirming }] = await Promise.all([import('../people/confirming.ts'), this.#read(view)]);
    this.#confirming = new Confirming(this);
  }
}
