/**
 * A publisher for the demonstration, as fictitious as its people: those of the catalogue have no tests that a provider
 * has accepted yet, and its journeys are to be seen.
 */
import type { Editor } from '../../catalogue/editors.ts';
import type { Catalogue } from '../catalogue/load.ts';
import { organisations } from './organisations.ts';

const software = (api: string, already_integrated = false) => ({
  ...{ name: 'Logiciel Fictif', api, use_cases: [], form_ids: [], already_integrated },
});

export const standInEditor: Editor = {
  id: 'editions-logicielles-fictives',
  aliases: [],
  name: organisations.editeur.name,
  siret: organisations.editeur.siret,
  software: [
    software('impot-particulier'),
    software('sfip'),
    software('r2p', true),
    software('api-particulier'),
  ],
  acceptance: [{ api: 'impot-particulier', on: '2026-01-31' }],
  france_connect_certified: true,
};

/** The same catalogue, with that publisher among its own. */
export function withStandInEditor(catalogue: Catalogue): Catalogue {
  const more = (language: 'fr' | 'en') => {
    const { editors, questions } = catalogue.editors[language];
    return { questions, editors: [...editors, standInEditor] };
  };
  return {
    get: catalogue.get,
    localised: catalogue.localised,
    list: catalogue.list,
    get editors() {
      return { fr: more('fr'), en: more('en') };
    },
  };
}
