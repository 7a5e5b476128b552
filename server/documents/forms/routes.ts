/** The forms to sign of a request, as PDF: `/requests/:id/forms/designation.pdf`. Mounted with the documents. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { languageOf } from '../../http/language.ts';
import { knownDefinition } from '../../requests/store/execute.ts';
import { readWhole } from '../../together/draft.ts';
import { readableRequest } from '../attach.ts';
import { attachment } from '../name.ts';
import { absentForm } from '../problems.ts';
import type { DocumentServices } from '../receive.ts';
import { type FormName, formFacts } from './facts.ts';

export function formRoutes(
  services: Pick<DocumentServices, 'database' | 'catalogue'>,
): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.get('/:id/forms/:file{[a-z-]+\\.pdf}', async (c) => {
    const language = languageOf(c);
    const found = await readableRequest(services, c.req.param('id'), c.var.actor, language);
    const request = await readWhole(services, found, language);
    const definition = await knownDefinition(services, request.row, 'fr');
    // What writes PDF is large: loaded when somebody asks for the first one.
    const { forms } = await import('./texts.ts');
    const signatory = c.req.query('for') === 'editor' ? 'editor' : 'applicant';
    const name = (Object.keys(forms) as FormName[]).find(
      (each) => `${forms[each].file}.pdf` === c.req.param('file'),
    );
    const form = name && definition.forms_to_sign.includes(name) ? forms[name] : undefined;
    if (!form?.signatories.includes(signatory)) throw absentForm(language);
    const sheet = form.write(formFacts(request, definition, signatory), signatory);
    const suffix = signatory === 'editor' ? '-editeur' : '';
    return c.body(await sheet.bytes(), 200, {
      'content-type': 'application/pdf',
      'content-disposition': attachment(`${form.file}${suffix}-D${request.row.number}.pdf`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  return app;
}
