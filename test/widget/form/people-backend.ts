/** The backend in memory, with invitations, comments and requests that change hands. */
import type { InvitationInput, InvitationList, InvitationView } from '../../../server/http/api-people.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { SignedOutError, unreachable } from '../../../widget/shared/problems.ts';
import { Backend, draftView, problem } from './backend.ts';

/** Every step of the sandbox form, as the server lists them. */
export const asks = ['basic_infos', 'legal', 'scopes', 'modalities', 'personal_data', 'contacts'];

export const draft = (more: Partial<RequestView> = {}): RequestView =>
  draftView('r1', {
    asks,
    actions: ['save', 'submit', 'archive', 'comment', 'transfer'],
    ...more,
  });

/** Somebody whom a request names. */
export const officer = {
  given_name: 'Alix',
  family_name: 'Bernard',
  email: 'alix.bernard@commune.example',
  phone: '01 23 45 67 89',
  job_title: 'DPO',
};

export class PeopleBackend extends Backend {
  invitations: InvitationView[] = [];
  kinds: InvitationList['kinds'] = ['fill', 'confirm', 'comment'];

  /** What the server says no to, in its words. */
  refusal: (() => Response) | undefined;

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const match = /^\/requests\/([^/]+)\/(invitations|comments|transfer|take-over)\/?(.*)$/.exec(path);
    if (!match) return super.fetch(path, init);
    const [, id = '', what = '', which = ''] = match;
    const { method = 'GET' } = init;
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    this.busy = performance.now();
    await new Promise((resolve) => setTimeout(resolve));
    if (!this.online) throw unreachable();
    if (this.state !== 'signed-in') throw new SignedOutError();
    this.calls.push({ method, path, headers: new Headers(init.headers), body });
    return (method === 'POST' && this.refusal?.()) || this.#people(id, `${method} ${what}`, which, body);
  }

  /** Somebody has done what an invitation asks for. */
  done(which: string, who: string): void {
    const invitation = this.invitations.find(({ id }) => id === which) as InvitationView;
    Object.assign(invitation, {
      state: 'done',
      done_by: who,
      text: `Remplie par ${who} le 20 novembre 2026`,
    });
  }

  #people(id: string, command: string, which: string, body: Record<string, string>): Response {
    const view = this.requests.get(id) as RequestView;
    const put = (more: Partial<RequestView>) => {
      this.requests.set(id, { ...view, ...more, version: view.version + 1 });
      return Response.json(this.requests.get(id));
    };
    switch (command) {
      case 'GET invitations':
        return Response.json({ invitations: this.invitations, kinds: this.kinds, people: [] });
      case 'POST invitations':
        return this.#invite(view, body as unknown as InvitationInput);
      case 'DELETE invitations':
        this.invitations = this.invitations.map((one) =>
          one.id === which
            ? { ...one, state: 'revoked', may_revoke: false, text: 'Retirée le 20 novembre 2026' }
            : one,
        );
        return new Response(null, { status: 204 });
      case 'POST comments': {
        const at = '2026-11-20T10:00:00Z';
        const when = '20 novembre 2026 à 11:00';
        return put({
          comments: [...view.comments, { by: 'vous', mine: true, at, text: body.text ?? '', when }],
        });
      }
      case 'POST transfer':
        if (!body.email?.endsWith('@commune.example')) {
          const message = 'Personne de votre organisation ne s’est connecté avec cette adresse.';
          return problem(422, 'invalid', { fields: [{ field: 'email', code: 'no_colleague', message }] });
        }
        return put({ mine: false, actions: ['ask_take_over'] });
      case 'POST take-over':
        return put({ take_over: offer(true), actions: ['object_take_over'] });
      default: {
        const { take_over: _, ...rest } = view;
        const actions = rest.actions.filter((action) => action !== 'object_take_over');
        this.requests.set(id, { ...rest, actions, version: view.version + 1 });
        return Response.json(this.requests.get(id));
      }
    }
  }

  #invite(view: RequestView, { kind, step, field, email }: InvitationInput): Response {
    const person = view.answers[field ?? ''] as { email: string } | undefined;
    const address = email ?? person?.email ?? '';
    if (address === this.person?.email) {
      const message = 'C’est votre propre adresse : invitez quelqu’un d’autre.';
      return problem(422, 'invalid', { fields: [{ field: 'email', code: 'own_address', message }] });
    }
    const same = this.invitations.find(
      (one) => one.email === address && one.kind === kind && one.step === (step ?? null) && one.may_revoke,
    );
    if (same) return Response.json(same);
    const made = invitation({ kind, step: step ?? null, field: field ?? null, email: address });
    this.invitations.push(made);
    return Response.json(made, { status: 201 });
  }
}

export const offer = (mine: boolean): NonNullable<RequestView['take_over']> => ({
  by: 'Dominique Modèle',
  mine,
  asked_at: '2026-11-20T10:00:00Z',
  due_at: '2026-11-27T10:00:00Z',
  text: mine
    ? 'Vous avez proposé de reprendre cette demande. Si le demandeur ne s’y oppose pas, elle sera la vôtre le 27 novembre 2026.'
    : 'Dominique Modèle propose de reprendre cette demande. Sans opposition de votre part, elle sera la sienne le 27 novembre 2026.',
});

export const invitation = (more: Partial<InvitationView> = {}): InvitationView => ({
  id: crypto.randomUUID(),
  kind: 'fill',
  step: 'contacts',
  step_title: 'Les personnes impliquées',
  field: null,
  email: 'eden.fictif@editeur.example',
  state: 'sent',
  text: 'Envoyée le 20 novembre 2026, pas encore ouverte ; valable jusqu’au 4 décembre 2026',
  invited_by: 'Camille Exemple',
  done_by: null,
  mail: 'sent',
  may_revoke: true,
  created_at: '2026-11-20T10:00:00Z',
  expires_at: '2026-12-04T10:00:00Z',
  opened_at: null,
  done_at: null,
  ...more,
});
