/** What comes next for a request, whose turn it is, in words for whoever reads a list. Pure. */
import type { HabilitationView, NextAction } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';
import { answerBy } from '../dates.ts';
import type { RequestRow } from '../life/events.ts';

export type Relation = 'mine' | 'organisation' | 'named';

export interface Standing {
  row: Pick<RequestRow, 'state' | 'lastSubmittedAt' | 'reopening' | 'revocation'>;
  relation: Relation;
  applicant: string;
  habilitation: HabilitationView | undefined;
  /** Somebody has asked to take it over. */
  contested: boolean;
  /** Its habilitation ends soon. */
  ending: boolean;
}

export function nextAction(standing: Standing, language: Language): NextAction {
  const { row, relation, applicant, habilitation } = standing;
  const t = words[language];
  const mine = relation === 'mine';
  const theirs = (own: string, others: (name: string) => string): NextAction =>
    mine
      ? { who: 'you', text: own }
      : relation === 'named'
        ? { who: 'nobody', text: t.nothing }
        : { who: 'colleague', text: others(applicant) };
  if (mine && standing.contested) return { who: 'you', text: t.contested };
  if (mine && row.revocation) {
    return { who: 'you', text: t.hearing(day(new Date(row.revocation.due), language)) };
  }
  switch (row.state) {
    case 'draft':
      return theirs(row.reopening ? t.update : t.complete, t.theirsToComplete);
    case 'changes_requested':
      return theirs(t.change, t.theirsToChange);
    case 'submitted': {
      const limit = row.lastSubmittedAt && new Date(answerBy(row.lastSubmittedAt));
      return { who: 'provider', text: limit ? t.wait(day(limit, language)) : t.waitSimply };
    }
    case 'validated': {
      if (!habilitation) return { who: 'nobody', text: t.nothing };
      const until = day(new Date(habilitation.valid_until), language);
      if (mine && habilitation.state === 'suspended') return { who: 'you', text: t.suspended };
      if (mine && habilitation.state === 'expired') return { who: 'you', text: t.renewEnded(until) };
      if (habilitation.state !== 'active') return { who: 'nobody', text: t.ended(until) };
      if (standing.ending && mine) return { who: 'you', text: t.renew(until) };
      // Whoever is shown the address may collect there.
      return habilitation.access_url && relation !== 'organisation'
        ? { who: 'you', text: t.access, url: habilitation.access_url }
        : { who: 'nobody', text: t.inForce(until) };
    }
    case 'refused':
      return theirs(t.refused, () => t.nothing);
    case 'revoked':
    case 'archived':
      return { who: 'nobody', text: t.nothing };
  }
}

const words = {
  fr: {
    nothing: 'Rien à faire',
    contested: 'Garder ou laisser la demande, qu’une personne de votre organisation propose de reprendre',
    complete: 'Compléter et soumettre la demande',
    theirsToComplete: (name: string) => `À compléter par ${name}`,
    change: 'Modifier la demande, puis la soumettre de nouveau',
    theirsToChange: (name: string) => `À modifier par ${name}`,
    wait: (limit: string) => `Attendre la réponse, au plus tard le ${limit}`,
    waitSimply: 'Attendre la réponse du fournisseur',
    access: 'Récupérer mon accès',
    inForce: (until: string) => `Rien à faire : l’habilitation vaut jusqu’au ${until}`,
    ended: (until: string) => `L’habilitation n’est plus en vigueur (fin : ${until})`,
    refused: 'Contester la décision, ou repartir d’une copie de la demande',
    update: 'Compléter et soumettre la mise à jour, ou l’abandonner',
    hearing: (until: string) => `Répondre avant le ${until} : le fournisseur envisage une révocation`,
    suspended: 'Répondre au fournisseur : l’habilitation est suspendue',
    renew: (until: string) => `Renouveler l’habilitation avant le ${until}`,
    renewEnded: (until: string) => `Renouveler l’habilitation, qui n’est plus en vigueur depuis le ${until}`,
  },
  en: {
    nothing: 'Nothing to do',
    contested: 'Keep the request, or let it go: somebody of your organisation offers to take it over',
    complete: 'Complete and submit the request',
    theirsToComplete: (name: string) => `For ${name} to complete`,
    change: 'Change the request, then submit it again',
    theirsToChange: (name: string) => `For ${name} to change`,
    wait: (limit: string) => `Wait for the answer, on ${limit} at the latest`,
    waitSimply: 'Wait for the provider’s answer',
    access: 'Get my access',
    inForce: (until: string) => `Nothing to do: the habilitation is valid until ${until}`,
    ended: (until: string) => `The habilitation is no longer in force (end: ${until})`,
    refused: 'Contest the decision, or begin again with a copy of the request',
    update: 'Complete and submit the update, or give it up',
    hearing: (until: string) => `Answer before ${until}: the provider considers a revocation`,
    suspended: 'Answer the provider: the habilitation is suspended',
    renew: (until: string) => `Renew the habilitation before ${until}`,
    renewEnded: (until: string) => `Renew the habilitation, which has not been in force since ${until}`,
  },
} satisfies Record<Language, object>;
