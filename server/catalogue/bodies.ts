/** Everything that the catalogue answers, made from the definitions: each body once, most when first asked for. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { toApiGouvFr, toDataGouvFr } from '../../catalogue/exports.ts';
import type { Language } from '../../catalogue/localise.ts';
import { pathWords } from '../../catalogue/messages/path.ts';
import { pathPart } from '../../catalogue/path-part.ts';
import type { Catalogue } from './load.ts';
import { type Prepared, prepare } from './prepared.ts';
import { editorsPart, eligibilityPart, summaryOf, travelling } from './views.ts';

export type Body = () => Promise<Prepared>;

export interface Bodies {
  /** Ids, in the order of the list. */
  ids: string[];
  fr: LanguageBodies;
  en: LanguageBodies;
  /** By the name of the catalogue that reads the shape. In French: those who read them speak it. */
  exports: Map<string, Body>;
}

export interface LanguageBodies {
  list: Body;
  /** By id. */
  whole: Map<string, Body>;
  eligibility: Map<string, Body>;
  path: Map<string, Body>;
  /** By id; undefined: those of every API. */
  editors: Map<string | undefined, Body>;
}

/**
 * @param publicUrl our own address
 * @param days measured delays known already, by id
 */
export function bodiesOf(
  catalogue: Catalogue,
  publicUrl: string,
  days: (id: string) => number | null,
): Bodies {
  const ids = catalogue.list().map(({ id }) => id);
  const hosted = (id: string) => `${publicUrl}/demande/${id}`;
  const all = (language: Language) => ids.flatMap((id) => catalogue.localised(id, language) ?? []);
  const inLanguage = (language: Language): LanguageBodies => {
    const definitions = all(language);
    const editors = (id: string | undefined) => once(() => editorsPart(catalogue.editors[language], id));
    const path = (api: ApiDefinition) =>
      once(() => pathPart(api, catalogue.editors[language], pathWords[language]));
    return {
      list: once(() => definitions.map((api) => summaryOf(api, hosted(api.id)))),
      whole: new Map(definitions.map((api) => [api.id, once(() => travelling(api))])),
      eligibility: new Map(definitions.map((api) => [api.id, eligibilityBody(api, days(api.id))])),
      path: new Map(definitions.map((api) => [api.id, path(api)])),
      editors: new Map([undefined, ...ids].map((id) => [id, editors(id)])),
    };
  };
  return {
    ids,
    fr: inLanguage('fr'),
    en: inLanguage('en'),
    exports: new Map([
      ['api-gouv-fr', once(() => all('fr').map((api) => toApiGouvFr(api, hosted)))],
      ['data-gouv-fr', once(() => all('fr').map((api) => toDataGouvFr(api, hosted)))],
    ]),
  };
}

/** Made when it is first asked for: compressing everything at the start would delay it. */
export function once(make: () => object | Promise<object>): Body {
  let made: Promise<Prepared> | undefined;
  return () => {
    made ??= Promise.resolve(make()).then((value) => prepare(JSON.stringify(value)));
    return made;
  };
}

/** Made before it is asked for: the first question of every page waits for it. */
export function eligibilityBody(api: ApiDefinition, days: number | null): Body {
  const made = prepare(JSON.stringify(eligibilityPart(api, days)));
  return () => made;
}
