/** The pages of the ProConnect stand-in: plain, readable, without script. */
import { html, raw } from 'hono/html';
import { people, type StandInPerson } from './people.ts';

type Content = ReturnType<typeof html>;

/** @param flow absent on the front page, where nobody is signing in: the people are shown, not offered */
export function peoplePage(flow?: { action: string }): Content {
  const list = html`<ul class="people">${people.map((person) => html`<li>${card(person, flow !== undefined)}</li>`)}</ul>`;
  if (!flow) {
    return frame(
      'Les personnes de ProConnect (simulé)',
      html`<p class="lead">Sur cette machine, ProConnect est simulé : voici les personnes, toutes fictives, qui peuvent se connecter. Commencez depuis DataPass ou depuis le catalogue de démonstration.</p>${list}`,
    );
  }
  return frame(
    'Qui êtes-vous ?',
    html`<p class="lead">Sur cette machine, ProConnect est simulé : choisissez une personne, aucun mot de passe n’est demandé.</p>
<form method="post" action="${flow.action}">${list}
<p><button class="second" name="cancel" value="1">Annuler et revenir au service</button></p></form>`,
  );
}

export function organisationsPage({ action, person }: { action: string; person: StandInPerson }): Content {
  return frame(
    'Pour quelle organisation ?',
    html`<p class="lead">${person.givenName} ${person.familyName} agit pour plusieurs organisations.</p>
<form method="post" action="${action}"><input type="hidden" name="person" value="${person.id}">
<ul class="people">${person.organisations.map(
      (
        organisation,
      ) => html`<li><button class="card" name="siret" value="${organisation.siret}" data-siret="${organisation.siret}">
<b>${organisation.name}</b><span>SIRET ${organisation.siret}</span></button></li>`,
    )}</ul>
<p><button class="second" name="cancel" value="1">Annuler et revenir au service</button></p></form>`,
  );
}

export function signedOutPage(): Content {
  return frame('Déconnexion', html`<p class="lead">Vous êtes bien déconnecté.</p>`);
}

/** @param code OAuth error code */
export function errorPage(code: string): Content {
  return frame(
    'Cette connexion ne peut pas aboutir',
    html`<p class="lead">Le service a mal demandé la connexion, ou elle a expiré : revenez-y et recommencez. Code : ${code}</p>`,
  );
}

function card(person: StandInPerson, asButton: boolean): Content {
  const organisations = person.organisations.map(({ name }) => name).join(', ');
  const content = html`<b>${person.givenName} ${person.familyName}</b><span>${person.note}</span>
<span>${organisations}</span><span>${person.email}</span>`;
  return asButton
    ? html`<button class="card" name="person" value="${person.id}" data-person="${person.id}">${content}</button>`
    : html`<div class="card" data-person="${person.id}">${content}</div>`;
}

function frame(title: string, main: Content): Content {
  return html`${raw('<!doctype html>')}
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ProConnect (simulé)</title><link rel="icon" href="data:,"><style>${raw(style)}</style></head>
<body><header><p>ProConnect <span>simulé</span></p></header><main><h1>${title}</h1>${main}</main></body></html>`;
}

const style = `
:root{color-scheme:light dark;--accent:light-dark(#000091,#8585f6);--ink:light-dark(#161616,#fff);--text:light-dark(#3a3a3a,#cecece);--line:light-dark(#929292,#6a6a6a);--page:light-dark(#fff,#161616);--hover:light-dark(#f6f6f6,#242424)}
*{box-sizing:border-box}body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--page)}
header{border-bottom:1px solid var(--line)}header p,main{max-width:60rem;margin:0 auto;padding:1rem}header p{font-weight:700;color:var(--ink)}
header span{font-weight:400;font-size:.875rem;border:1px solid var(--line);border-radius:1rem;padding:.125rem .625rem;margin-inline-start:.5rem}
main{padding-block:2rem 4rem}h1{color:var(--ink);font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}.lead{margin:0 0 1.5rem;max-width:42rem}
.people{list-style:none;margin:0 0 1.5rem;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr))}
.people li{display:grid}.card{display:flex;flex-direction:column;gap:.125rem;align-items:flex-start;text-align:start;padding:1rem;border:1px solid var(--line);background:none;color:inherit;font:inherit;font-size:.875rem}
.card b{color:var(--ink);font-size:1rem}.card span{overflow-wrap:anywhere}button{font:inherit;cursor:pointer}button.card:hover{background:var(--hover);border-color:var(--accent)}
.second{min-height:2.75rem;padding:.5rem 1.25rem;background:none;border:1px solid var(--accent);color:var(--accent);font-weight:500}:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
`;
