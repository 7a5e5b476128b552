/**
 * A session over a backend in memory, for element tests: it keeps the contract's statuses (ETag and 412, Idempotency-
 * Key, 401, no network), so that the element's own conversation is what is tested. The journeys talk to the real one.
 */
import type { Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { situationOf } from '../../../server/requests/view/situation.ts';
import { stateLabels } from '../../../server/requests/view/words.ts';
import type { Session, SessionState, SignInOptions } from '../../../widget/login/session-types.ts';
import type { Me, OrganisationView, RequestView } from '../../../widget/shared/api-types.ts';
import { createClient } from '../../../widget/shared/client.ts';
import { SignedOutError, unreachable } from '../../../widget/shared/problems.ts';

export const commune: OrganisationView = {
  siret: '21590001500016',
  name: 'Commune d’Exempleville',
  address: '1 place de la Mairie, 59000 Exempleville',
  legal_category: '7210',
  legal_category_label: 'Commune',
  open: true,
};

export const ccas: OrganisationView = {
  ...commune,
  siret: '26590001500011',
  name: 'CCAS d’Exempleville',
  legal_category_label: 'Centre communal d’action sociale',
};

export const camille: Me = {
  given_name: 'Camille',
  family_name: 'Exemple',
  email: 'camille.exemple@commune.example',
  email_kind: 'personal',
  phone: '01 23 45 67 89',
  job_title: 'Responsable du guichet',
  organisations: [commune],
  current_siret: commune.siret,
};

export interface Call {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

export class Backend implements Session {
  /** The test page serves the catalogue. */
  readonly client = createClient('');
  state: SessionState = 'signed-out';
  person: Me | undefined;
  failure: string | undefined;
  /** Everything asked, in order. */
  calls: Call[] = [];
  requests = new Map<string, RequestView>();
  online = true;
  /** Answers the next calls instead of the backend, first come first served. */
  next: ((call: Call) => Response | undefined)[] = [];
  signIns: SignInOptions[] = [];
  /** When the last call was made. */
  busy = 0;
  /** Who signs in. */
  whoever = camille;
  #listeners = new Set<() => void>();
  #answered = new Map<string, string>();

  signIn(options: SignInOptions = {}): void {
    this.signIns.push(options);
    this.#set('signing-in');
  }

  /** The other window comes back. */
  arrive(person = this.whoever): void {
    this.person = person;
    this.#set('signed-in');
  }

  /** The session ends by itself. */
  expire(): void {
    this.person = undefined;
    this.#set('signed-out');
  }

  cancel(): void {
    this.#set('signed-out');
  }

  async signOut(): Promise<void> {
    this.expire();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const call: Call = {
      method: init.method ?? 'GET',
      path,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    };
    this.busy = performance.now();
    // An answer takes at least one turn of the event loop, as over a network.
    await new Promise((resolve) => setTimeout(resolve));
    if (!this.online) throw unreachable();
    if (this.state !== 'signed-in') throw new SignedOutError();
    // Asked in passing, whatever else is tested: nobody is invited here (`people-backend.ts`).
    if (/\/invitations$/.test(path)) return json({ invitations: [], kinds: [], people: [] });
    // And no organisation has a profile.
    if (/\/profile\?/.test(path)) return problem(404, 'not-found');
    this.calls.push(call);
    return this.next.shift()?.(call) ?? this.#answer(call);
  }

  /** Calls of a method so far. */
  made(method: string, path = /./): Call[] {
    return this.calls.filter((call) => call.method === method && path.test(call.path));
  }

  /** Somebody else, or another device, changes a request. */
  change(id: string, answers: Answers, more: Partial<RequestView> = {}): void {
    const view = this.requests.get(id) as RequestView;
    const merged = { ...view.answers, ...answers };
    this.requests.set(id, inWords({ ...view, ...more, version: view.version + 1, answers: merged }));
  }

  #set(state: SessionState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }

  #answer(call: Call): Response {
    const [, , id = '', action = '', field = ''] = call.path.split(/[/?]/);
    const key = call.headers.get('idempotency-key');
    const replayed = key && this.#answered.get(key);
    if (replayed) return json(this.requests.get(replayed));
    const view = this.requests.get(id);
    const body = (call.body ?? {}) as Record<string, unknown>;
    if (call.method === 'POST' && !id) return this.#create(body, key as string);
    if (!view) return problem(404, 'not-found');
    if (call.method === 'GET') return read(view, call.headers.get('if-none-match'));
    if (action === 'documents') return this.#document(call, view, field);
    if (call.headers.get('if-match') !== `"${view.version}"`) return problem(412, 'version-conflict');
    if (action === 'submit') {
      this.#answered.set(key as string, id);
      return this.#put({ ...view, state: 'submitted', actions: [], submitted_at: new Date().toISOString() });
    }
    if (action === 'archive') return this.#put({ ...view, state: 'archived', actions: [] });
    const answers = Object.fromEntries(
      Object.entries({ ...view.answers, ...(body.answers as Answers) }).filter(([, value]) => value !== null),
    );
    const {
      use_case = view.use_case,
      siret,
      explanation = view.explanation,
    } = body as Partial<RequestView> & {
      siret?: string;
    };
    const organisation = this.person?.organisations.find((row) => row.siret === siret) ?? view.organisation;
    return this.#put({ ...view, answers, use_case, explanation, organisation });
  }

  #create(body: Record<string, unknown>, key: string): Response {
    const id = crypto.randomUUID();
    this.#answered.set(key, id);
    return this.#put({ ...draftView(id), ...body, version: 0 } as RequestView, 201);
  }

  #put(view: RequestView, status = 200): Response {
    const next = inWords({ ...view, version: view.version + 1 });
    this.requests.set(view.id, next);
    return json(next, status);
  }

  #document({ method, path, body }: Call, view: RequestView, field: string): Response {
    const documents = view.documents.filter(({ id }) => id !== field);
    if (method === 'PUT') {
      const name = new URLSearchParams(path.split('?')[1]).get('name') ?? '';
      const document = { id: crypto.randomUUID(), name, size: (body as Blob).size };
      documents.push({ ...document, field, scan: 'pending' });
      this.requests.set(view.id, { ...view, documents });
      return json(document, 201);
    }
    this.requests.set(view.id, { ...view, documents });
    return new Response(null, { status: 204 });
  }
}

const json = (body: unknown, status = 200): Response => Response.json(body, { status });

export const problem = (status: number, code: string, more: object = {}): Response =>
  json({ type: `https://datapass.example/problems/${code}`, title: code, status, ...more }, status);

function read(view: RequestView, known: string | null): Response {
  const headers = { etag: `"${view.version}"` };
  return known === headers.etag
    ? new Response(null, { status: 304, headers })
    : Response.json(view, { headers });
}

/** A request as the server shows it, its state in the server's own words. */
export function draftView(id: string, more: Partial<RequestView> = {}): RequestView {
  return inWords({
    id,
    number: 'D1042',
    file_id: id,
    file: [],
    together: null,
    api: 'impot-particulier',
    stage: 'sandbox',
    follows: null,
    next_stage: null,
    asks: [],
    state: 'draft',
    version: 1,
    definition_version: 1,
    use_case: null,
    organisation: commune,
    applicant: camille,
    mine: true,
    answers: {},
    documents: [],
    confirmations: [],
    comments: [],
    messages: [],
    unread: 0,
    written_by: {},
    eligibility: {},
    explanation: null,
    organisation_check: { declared: 'administration', found: 'administration', agrees: true },
    email_check: { accepted: true, kind: 'personal' },
    actions: ['save', 'submit', 'archive'],
    reason: null,
    reopening: null,
    setback: null,
    suspension: null,
    revocation: null,
    requested_fields: [],
    history: [],
    line: [],
    created_at: '2026-11-16T16:00:00Z',
    updated_at: '2026-11-16T16:00:00Z',
    submitted_at: null,
    state_label: '',
    situation: { tone: 'info', text: [] },
    ...more,
  });
}

let definition: ApiDefinition | undefined;

/** The definition that the server would read the steps' titles from. */
export function serveDefinition(served: ApiDefinition): void {
  definition = served;
}

const inWords = (view: RequestView): RequestView => ({
  ...view,
  state_label: stateLabels.fr[view.state],
  situation: situationOf(view, definition, 'fr'),
});
