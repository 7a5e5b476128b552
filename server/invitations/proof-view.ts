/** Where a guest shows that it is them: ProConnect, or a code sent to the invited address. */
import { html } from 'hono/html';
import type { Content } from '../pages/layout.ts';
import { pathOf } from './page.ts';
import { maskedEmail } from './rules.ts';
import type { Scene } from './scene.ts';
import { guestTexts } from './words.ts';

/** What was typed, and why it did not do. */
export interface ProofInput {
  /** A code has just gone out. */
  sent?: boolean;
  givenName?: string;
  familyName?: string;
  problems?: { field: 'code' | 'prenom' | 'nom'; text: string }[];
  /** About all of it. */
  refusal?: string;
}

export function proofView(scene: Scene, input: ProofInput = {}): Content {
  const { guest, language, codeOut } = scene;
  const { invitation, signedIn } = guest;
  const t = guestTexts[language].proof;
  const email = maskedEmail(invitation.email);
  const path = encodeURIComponent(pathOf(scene));
  return html`<section class="frame stack" id="preuve" aria-labelledby="proof">
<h2 id="proof">${t.titles[invitation.kind]}</h2>
${signedIn ? html`<div class="callout warn"><p>${t.other(signedIn.email)}</p></div>` : html`<p>${t.text(email)}</p>`}
${input.refusal ? html`<p class="callout no" tabindex="-1" autofocus role="alert">${input.refusal}</p>` : ''}
${input.sent ? html`<p class="callout ok" role="status">${t.sent(email)}</p>` : ''}
${codeOut ? codeForm(scene, input) : ''}
<div class="row">
<form method="post" action="${pathOf(scene, '/code')}"><button class="${codeOut ? 'second' : ''}">${codeOut ? t.sendAgain : t.send}</button></form>
<a class="button second" href="/connexion?retour=${path}${signedIn ? '&nouvelle=1' : ''}">${signedIn ? t.change : t.proconnect}</a>
</div>
<p class="hint">${t.sendHint} ${t.proconnectHint}</p>
</section>`;
}

function codeForm(scene: Scene, input: ProofInput): Content {
  const { known, language } = scene;
  const t = guestTexts[language].proof;
  return html`<form method="post" action="${pathOf(scene, '/preuve')}" class="stack" novalidate>
${control('code', t.code, html`inputmode="numeric" autocomplete="one-time-code" maxlength="12"`, '', input, t.codeHint)}
${
  known
    ? html`<p class="hint">${t.known(`${known.givenName} ${known.familyName}`)}</p>`
    : html`<fieldset class="stack" aria-describedby="you-hint"><legend>${t.you}</legend>
<p class="hint" id="you-hint">${t.youHint}</p>
${control('prenom', t.givenName, html`autocomplete="given-name" maxlength="100"`, input.givenName ?? '', input)}
${control('nom', t.familyName, html`autocomplete="family-name" maxlength="100"`, input.familyName ?? '', input)}
</fieldset>`
}
<p><button>${t.continue}</button></p>
</form>`;
}

function control(
  name: 'code' | 'prenom' | 'nom',
  label: string,
  attributes: Content,
  value: string,
  { problems = [] }: ProofInput,
  hint?: string,
): Content {
  const problem = problems.find(({ field }) => field === name);
  const described = [hint ? `${name}-hint` : '', problem ? `${name}-error` : ''].filter(Boolean).join(' ');
  return html`<div class="${problem ? 'bad' : ''}">
<label class="label" for="${name}">${label}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}
${problem ? html`<p class="message" id="${name}-error">${problem.text}</p>` : ''}
<input id="${name}" name="${name}" ${attributes} value="${value}" required
${described ? html`aria-describedby="${described}"` : ''} ${problem ? html`aria-invalid="true"` : ''} ${problem && problem === problems[0] ? 'autofocus' : ''}>
</div>`;
}
