/** The words of what stands in the way: few enough that both languages travel together. */
const fr = {
  asked: 'modification demandée',
  differed: 'Modifié aussi ailleurs : vos mots sont gardés, l’autre version disait',
  differedBy: (who: string) => `Modifié aussi par ${who} : vos mots sont gardés, l’autre version disait`,
  takeTheirs: 'Prendre l’autre version',
  onBehalf: 'Pour laquelle faites-vous cette demande ?',
  closedOrganisation: 'Cette organisation est fermée au répertoire Sirene : elle ne peut pas demander.',
  disagreement: 'Votre déclaration et le répertoire ne s’accordent pas',
  explanation: 'Expliquez cet écart',
  explanationHint: 'L’instructeur la lira : deux ou trois phrases suffisent.',
  emailTitle: 'Votre adresse électronique ne permet pas de soumettre',
  emailText: 'Il faut une adresse professionnelle à votre nom. Vos réponses sont gardées.',
  otherAccount: 'S’identifier avec une autre adresse',
  newer: 'Le formulaire a changé depuis',
  newerText: 'Vous pouvez finir sous la forme que vous connaissez, ou passer à la nouvelle :',
  newerMove: 'Passer au nouveau formulaire',
};

const en: typeof fr = {
  asked: 'change requested',
  differed: 'Also changed elsewhere: your words are kept, the other version said',
  differedBy: (who) => `Also changed by ${who}: your words are kept, the other version said`,
  takeTheirs: 'Take the other version',
  onBehalf: 'For which one are you making this request?',
  closedOrganisation: 'This organisation is closed in the Sirene directory: it cannot make a request.',
  disagreement: 'Your declaration and the directory do not agree',
  explanation: 'Explain this difference',
  explanationHint: 'The instructor will read it: two or three sentences are enough.',
  emailTitle: 'Your e-mail address does not allow submission',
  emailText: 'It takes a professional address in your own name. Your answers are kept.',
  otherAccount: 'Sign in with another address',
  newer: 'The form has changed since',
  newerText: 'You may finish the one that you know, or move to the new one:',
  newerMove: 'Move to the new form',
};

export const obstacleWords = { fr, en };
