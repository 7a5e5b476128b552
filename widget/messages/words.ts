/** The words of writing to the provider: few enough that both languages travel together. */
const fr = {
  title: (who: string) => `Échanges avec ${who}`,
  write: (who: string) => `Écrire à ${who}`,
  hint: 'Une question sur la demande, une réponse : vos collègues peuvent lire ces messages. Ils ne modifient pas la demande.',
  text: 'Votre message',
  send: 'Envoyer le message',
  sent: 'Le message est envoyé.',
  noText: 'Écrivez votre message.',
  fresh: 'nouveau',
  unread: (count: number) => (count === 1 ? '1 nouveau' : `${count} nouveaux`),
  erased: 'Message effacé',
};

const en: typeof fr = {
  title: (who) => `Messages with ${who}`,
  write: (who) => `Write to ${who}`,
  hint: 'A question about the request, an answer: your colleagues may read these messages. They do not change the request.',
  text: 'Your message',
  send: 'Send the message',
  sent: 'The message is sent.',
  noText: 'Write your message.',
  fresh: 'new',
  unread: (count) => `${count} new`,
  erased: 'Message erased',
};

export const messageWords = { fr, en };
