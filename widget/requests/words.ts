/** The words of the list: few enough that both languages travel together. What a request says of itself is the server's. */
import { stateNames } from '../../catalogue/states.ts';

const fr = {
  requests: 'Vos demandes',
  whose: 'De qui',
  relations: {
    '': 'Toutes',
    mine: 'Les miennes',
    organisation: 'Celles de mes collègues',
    named: 'Celles qui me nomment',
  },
  state: 'État',
  states: { '': 'Tous', ...stateNames.fr } as Record<string, string>,
  count: (count: number, more: unknown) =>
    `${count || 'Aucune'} ${count < 2 ? 'demande' : 'demandes'}${more ? ', et d’autres plus anciennes' : ''}`,
  empty: 'Aucune demande pour le moment.',
  emptyHint: 'Vérifiez d’abord que vous y avez droit : quelques questions suffisent.',
  none: 'Aucune demande ne correspond à ce choix.',
  all: 'Tout afficher',
  more: 'Afficher plus',
  who: { you: 'À vous · ', colleague: 'À un collègue · ', provider: 'Au fournisseur · ' } as Record<
    string,
    string
  >,
  by: (name: string) => `par ${name}`,
  namesYou: 'Vous y êtes :',
  newRequest: 'Nouvelle demande',
  follow: 'Suivre',
  continue: 'Reprendre',
  untitled: 'Sans titre',
  unread: 'La liste n’a pas pu être lue.',
};

const en: typeof fr = {
  requests: 'Your requests',
  whose: 'Whose',
  relations: {
    '': 'All',
    mine: 'Mine',
    organisation: 'My colleagues’',
    named: 'Those that name me',
  },
  state: 'State',
  states: { '': 'Any', ...stateNames.en },
  count: (count, more) =>
    `${count || 'No'} ${count === 1 ? 'request' : 'requests'}${more ? ', and older ones' : ''}`,
  empty: 'No request for the moment.',
  emptyHint: 'First check that you are entitled to it: a few questions are enough.',
  none: 'No request matches this choice.',
  all: 'Show all',
  more: 'Show more',
  who: { you: 'You · ', colleague: 'A colleague · ', provider: 'The provider · ' },
  by: (name) => `by ${name}`,
  namesYou: 'You are its:',
  newRequest: 'New request',
  follow: 'Follow',
  continue: 'Resume',
  untitled: 'Untitled',
  unread: 'The list could not be read.',
};

export const listWords = { fr, en };
