/** The other requests of the same file: that they exist, where they stand, and which answers are not the same there. */
import { html } from 'hono/html';
import { dependsOn } from '../../catalogue/together.ts';
import type { Actor } from '../accounts/actor.ts';
import { mayRead } from '../accounts/roles.ts';
import type { FileMember } from '../http/api.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { fileOf } from '../together/view.ts';
import { contextOf, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';
import { stateView } from './state-view.ts';

/** One of them, and whether this reader may open it. */
export interface OtherRequest extends FileMember {
  readable: boolean;
}

/** Those of other APIs: another stage of this one stands in the heading. Of what was never sent, nothing. */
export async function othersOf(services: Services, view: View, actor: Actor): Promise<OtherRequest[]> {
  const { request, neighbours } = view.file;
  const { members } = neighbours;
  const sent = members.filter((member) => member.firstSubmittedAt && member.api !== request.api);
  const others = await fileOf(services, request, sent, actor, view.language);
  return others.map((other) => {
    const member = members.find(({ id }) => id === other.id);
    const differences = other.differences.filter(({ field }) => view.reads(field));
    return {
      ...other,
      differences,
      readable: member !== undefined && mayRead(actor, member.providerId, other.api, member.scopeGroups),
    };
  });
}

/** Nothing for a request that is alone. */
export function togetherView(view: View): Content | '' {
  const { others = [], language } = view;
  if (others.length === 0) return '';
  const t = instructionTexts[language].together;
  return html`<section class="frame" aria-labelledby="together">
<h2 id="together">${t.title}</h2>
<p class="hint">${t.each}</p>
<ul class="bare">${others.map((other) => otherView(other, view))}</ul>
</section>`;
}

function otherView(other: OtherRequest, view: View): Content {
  const t = instructionTexts[view.language].together;
  const { request } = view.file;
  const counted = dependsOn(view.definition, request.stage, contextOf(request)).includes(other.api);
  const number = other.readable
    ? html`<a href="${carryLanguage(`/instruction/${other.number}`, view.address)}">${other.number}</a>`
    : other.number;
  return html`<li><p class="row">${stateView(other.state, view.language)} <span>${number} · ${[other.api_title, other.stage_label].join(' · ')}</span></p>
${counted ? html`<p>${t.counted}</p>` : ''}
${other.differences.length > 0 ? html`<p><b>${t.differences}</b></p><ul>${other.differences.map(({ text }) => html`<li>${text}</li>`)}</ul>` : ''}</li>`;
}
