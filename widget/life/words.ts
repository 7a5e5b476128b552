/** The words of what becomes of a request and of its habilitation: few enough that both languages travel together. */

/** A button, and what is said before it is done. */
export interface Deed {
  label: string;
  /** The question. */
  sure: string;
  /** What it means. */
  text: string;
  /** Answers. */
  yes: string;
  no: string;
  /** Said after. */
  done: string;
}

const fr = {
  title: 'Faire évoluer cette demande',
  elsewhere:
    'La demande a changé entre-temps, dans un autre onglet ou par une autre personne. Elle est affichée telle qu’elle est maintenant, et ce que vous avez écrit est gardé : vérifiez, puis recommencez.',
  reason: 'Pourquoi (facultatif)',
  renew: {
    label: 'Renouveler l’habilitation',
    sure: 'Renouveler l’habilitation',
    text: '',
    yes: '',
    no: 'Fermer sans renouveler',
    done: 'Votre demande de renouvellement est envoyée.',
  },
  reopen: {
    label: 'Mettre à jour',
    sure: 'Mettre à jour cette demande ?',
    text: 'Le formulaire s’ouvre avec les réponses de votre habilitation. Elle reste en vigueur, telle qu’elle est, jusqu’à la décision sur vos changements ; vous pouvez abandonner à tout moment.',
    yes: 'Oui, ouvrir le formulaire',
    no: 'Non, ne rien changer',
    done: '',
  },
  update_people: {
    label: 'Remplacer une personne',
    sure: 'Remplacer une personne',
    text: '',
    yes: '',
    no: 'Fermer sans rien changer',
    done: 'Les personnes sont à jour. L’instructeur en est informé, et n’a rien à décider.',
  },
  copy: {
    label: 'Copier dans une nouvelle demande',
    sure: 'Copier dans une nouvelle demande ?',
    text: 'Un nouveau brouillon s’ouvre avec ces réponses et ces documents. La demande d’origine reste comme elle est.',
    yes: 'Oui, créer le brouillon',
    no: 'Non, ne pas copier',
    done: '',
  },
  withdraw: {
    label: 'Retirer de l’instruction',
    sure: 'Retirer cette demande de l’instruction ?',
    text: 'Elle redevient un brouillon, que vous pourrez modifier. L’instructeur cesse de l’examiner, et le délai de réponse repart de zéro à la prochaine soumission.',
    yes: 'Oui, retirer la demande',
    no: 'Non, la laisser à l’instruction',
    done: 'La demande est retirée de l’instruction.',
  },
  cancel_reopening: {
    label: 'Abandonner ces changements',
    sure: 'Abandonner ces changements ?',
    text: 'Ce que vous avez changé depuis votre habilitation est effacé. L’habilitation, elle, reste ce qu’elle est.',
    yes: 'Oui, abandonner les changements',
    no: 'Non, les garder',
    done: 'Les changements sont abandonnés ; votre habilitation n’a pas changé.',
  },
  end: {
    label: 'Rendre l’habilitation',
    sure: 'Rendre l’habilitation ?',
    text: 'L’accès aux données s’arrête tout de suite, et ne peut pas être rétabli : il faudra une nouvelle demande.',
    yes: 'Oui, rendre l’habilitation',
    no: 'Non, la garder',
    done: 'L’habilitation est rendue.',
  },
};

const en: typeof fr = {
  title: 'Make this request evolve',
  elsewhere:
    'The request has changed meanwhile, in another tab or by somebody else. It is shown as it is now, and what you wrote is kept: check it, then try again.',
  reason: 'Why (optional)',
  renew: {
    label: 'Renew the habilitation',
    sure: 'Renew the habilitation',
    text: '',
    yes: '',
    no: 'Close without renewing',
    done: 'Your request to renew is sent.',
  },
  reopen: {
    label: 'Update',
    sure: 'Update this request?',
    text: 'The form opens with the answers of your habilitation. It stays in force, as it is, until your changes are decided; you may give them up at any moment.',
    yes: 'Yes, open the form',
    no: 'No, change nothing',
    done: '',
  },
  update_people: {
    label: 'Replace somebody',
    sure: 'Replace somebody',
    text: '',
    yes: '',
    no: 'Close without changing anything',
    done: 'The people are up to date. The instructor is told, and has nothing to decide.',
  },
  copy: {
    label: 'Copy into a new request',
    sure: 'Copy into a new request?',
    text: 'A new draft opens with these answers and documents. The request that it comes from stays as it is.',
    yes: 'Yes, make the draft',
    no: 'No, do not copy',
    done: '',
  },
  withdraw: {
    label: 'Withdraw from instruction',
    sure: 'Withdraw this request from instruction?',
    text: 'It becomes a draft again, which you can change. The instructor stops examining it, and the time to answer starts again with the next submission.',
    yes: 'Yes, withdraw the request',
    no: 'No, leave it with the instructor',
    done: 'The request is withdrawn from instruction.',
  },
  cancel_reopening: {
    label: 'Give these changes up',
    sure: 'Give these changes up?',
    text: 'What you have changed since your habilitation is erased. The habilitation itself stays what it is.',
    yes: 'Yes, give the changes up',
    no: 'No, keep them',
    done: 'The changes are given up; your habilitation has not changed.',
  },
  end: {
    label: 'Give the habilitation back',
    sure: 'Give the habilitation back?',
    text: 'Access to the data stops at once, and cannot be restored: a new request will be needed.',
    yes: 'Yes, give it back',
    no: 'No, keep it',
    done: 'The habilitation is given back.',
  },
};

export const lifeWords = { fr, en };
