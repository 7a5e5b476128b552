/** The pages of the mailbox stand-in: the list, one mail, its HTML in a sealed frame; JSON for tests. */
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { ReceivedMail } from './mailbox.ts';

/** @param mails the live list, newest first */
export function mailboxPages(mails: ReceivedMail[]): Hono {
  const app = new Hono();
  const find = (c: Context) => mails.find((mail) => String(mail.id) === c.req.param('id'));

  app.use(async (c, next) => {
    await next();
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    if (!c.res.headers.has('content-security-policy')) {
      c.header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
    }
  });

  app.get('/mails.json', (c) => c.json(sentTo(mails, c.req.query('to'))));
  app.get('/style.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }));

  app.get('/', (c) => {
    const to = c.req.query('to');
    const shown = sentTo(mails, to);
    return c.html(
      frame(
        'Boîte aux lettres',
        html`<h1>Boîte aux lettres</h1>
<p class="hint">Les messages envoyés par DataPass sur cette machine. Aucun n’en sort.</p>
<form class="row"><label for="to">Destinataire</label><input id="to" name="to" type="search" value="${to ?? ''}" autocomplete="off"><button>Filtrer</button></form>
${
  shown.length === 0
    ? html`<p class="empty">Aucun message pour l’instant.</p>`
    : html`<ul class="mails">${shown.map(
        (mail) => html`<li><a href="/mails/${mail.id}">${mail.subject}</a>
<span class="hint">${mail.to.join(', ')} · <time datetime="${mail.receivedAt.toISOString()}">${time(mail.receivedAt)}</time></span></li>`,
      )}</ul>`
}`,
      ),
    );
  });

  app.get('/mails/:id', (c) => {
    const mail = find(c);
    if (!mail) return c.notFound();
    return c.html(
      frame(
        mail.subject,
        html`<p><a href="/">← Tous les messages</a></p>
<h1>${mail.subject}</h1>
<dl><dt>De</dt><dd>${mail.from}</dd><dt>À</dt><dd>${mail.to.join(', ')}</dd><dt>Reçu</dt><dd>${time(mail.receivedAt)}</dd></dl>
${
  mail.html &&
  html`<h2>Message</h2>
<iframe title="Message mis en forme" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
}
<h2>Texte seul</h2>
<pre>${linked(mail.text)}</pre>`,
      ),
    );
  });

  // A mail is somebody else's HTML: no script, no request, no form, whatever it holds.
  app.get('/mails/:id/html', (c) => {
    const mail = find(c);
    if (!mail) return c.notFound();
    c.header(
      'content-security-policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'self'; frame-ancestors 'self'",
    );
    return c.html(mail.html.replace(/<head[^>]*>/i, '$&<base target="_blank">'));
  });

  return app;
}

function sentTo(mails: ReceivedMail[], to: string | undefined): ReceivedMail[] {
  const asked = to?.trim().toLowerCase();
  return asked
    ? mails.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(asked)))
    : mails;
}

/** Addresses of a text become links. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

const time = (instant: Date) =>
  instant.toLocaleString('fr-FR', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Paris' });

const frame = (title: string, main: unknown) => html`${raw('<!doctype html>')}
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Boîte aux lettres</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head>
<body><main>${main}</main></body></html>`;

const css = `:root{color-scheme:light dark;--accent:light-dark(#000091,#8585f6);--ink:light-dark(#161616,#fff);--text:light-dark(#3a3a3a,#cecece);--mute:light-dark(#666,#929292);--line:light-dark(#ddd,#353535);--alt:light-dark(#f6f6f6,#1e1e1e);--page:light-dark(#fff,#161616)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);overflow-wrap:anywhere}
main{max-width:48rem;margin:0 auto;padding:2rem 1rem 4rem}h1,h2{color:var(--ink);line-height:1.25}h1{font-size:1.75rem;margin:0 0 .5rem}h2{font-size:1.125rem;margin:2rem 0 .75rem}
a{color:var(--accent);text-underline-offset:.2em}:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}.hint{display:block;color:var(--mute);font-size:.875rem}
.row{display:flex;gap:.75rem;align-items:center;flex-wrap:wrap;margin:1.5rem 0}input{font:inherit;flex:1 1 12rem;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--mute);background:var(--page);color:var(--ink)}button{font:inherit;font-weight:500;min-height:2.75rem;padding:.5rem 1.25rem;border:0;background:var(--accent);color:light-dark(#f5f5fe,#000091);cursor:pointer}
.mails{list-style:none;margin:0;padding:0}.mails li{padding:1rem 0;border-top:1px solid var(--line)}.mails a{font-weight:500;text-decoration:none}.mails a:hover{text-decoration:underline}.empty{padding:2rem;background:var(--alt)}
dl{display:grid;grid-template-columns:4rem 1fr;gap:.25rem 1rem;margin:1rem 0}dt{color:var(--mute)}dd{margin:0}
iframe{width:100%;height:36rem;border:1px solid var(--line);background:#fff}pre{white-space:pre-wrap;font:inherit;padding:1.5rem;margin:0;background:var(--alt)}
`;
