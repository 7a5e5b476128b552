/** What the mails of prepared drafts say. The provider writes as a body: who instructs is not named outside. */
import type { Language } from '../http/language.ts';
import { type MailContent, quote } from '../notifications/content.ts';
import { day } from '../pages/dates.ts';
import type { PreparationFacts } from './mails.ts';

interface MailTexts {
  invitation: (facts: PreparationFacts) => MailContent;
  claimed: (facts: PreparationFacts) => MailContent;
}

const until = ({ draft }: PreparationFacts, language: Language): string =>
  draft.expiresAt ? day(draft.expiresAt, language) : '';

export const mailTexts: Record<Language, MailTexts> = {
  fr: {
    invitation: (facts) => ({
      subject: `Une demande est prête à reprendre – ${facts.api}`,
      greeting: 'Bonjour,',
      blocks: [
        {
          text: `Le service ${facts.provider} qui instruit les demandes a préparé pour vous un brouillon de demande d’habilitation pour « ${facts.api} » (${facts.stage}), au nom de ${facts.organisation} : « ${facts.title} ».`,
        },
        ...(facts.draft.text ? [{ text: 'Il vous reste à remplir :' }, ...quote(facts.draft.text)] : []),
        {
          list: [
            'Le lien montre ce qui est préparé. Connectez-vous avec ProConnect pour le reprendre : il devient votre brouillon, que vous seul pouvez modifier et soumettre.',
            `Il vaut jusqu’au ${until(facts, 'fr')}.`,
            'Il est pour vous : ne le transférez pas. Vous n’attendiez rien ? Ignorez ce message.',
          ],
        },
      ],
      link: { label: 'Voir le brouillon', url: facts.link },
      signature: `Message automatique de DataPass, envoyé à la demande de ${facts.provider}. Votre adresse ne sert qu’à cette invitation.`,
    }),
    claimed: (facts) => ({
      subject: `${facts.claimedBy} a repris votre brouillon – ${facts.api}`,
      greeting: 'Bonjour,',
      blocks: [
        {
          text: `${facts.claimedBy} a repris le brouillon « ${facts.title || facts.api} » que vous aviez préparé pour ${facts.organisation} : c’est la demande ${facts.number}. Vous la lirez quand elle sera soumise.`,
        },
      ],
      link: { label: 'Voir la préparation', url: facts.page },
      signature: 'Message automatique de DataPass, envoyé à qui a préparé le brouillon.',
    }),
  },
  en: {
    invitation: (facts) => ({
      subject: `A request is ready for you to take up – ${facts.api}`,
      greeting: 'Hello,',
      blocks: [
        {
          text: `The service of ${facts.provider} that examines requests has prepared for you a draft request for “${facts.api}” (${facts.stage}), on behalf of ${facts.organisation}: “${facts.title}”.`,
        },
        ...(facts.draft.text
          ? [{ text: 'What is left for you to fill in:' }, ...quote(facts.draft.text)]
          : []),
        {
          list: [
            'The link shows what is prepared. Sign in with ProConnect to take it up: it becomes your draft, which you alone can change and submit.',
            `It works until ${until(facts, 'en')}.`,
            'It is for you: do not forward it. You expected nothing? Ignore this message.',
          ],
        },
      ],
      link: { label: 'See the draft', url: facts.link },
      signature: `Automatic message of DataPass, sent at the request of ${facts.provider}. Your address serves for this invitation alone.`,
    }),
    claimed: (facts) => ({
      subject: `${facts.claimedBy} has taken up your draft – ${facts.api}`,
      greeting: 'Hello,',
      blocks: [
        {
          text: `${facts.claimedBy} has taken up the draft “${facts.title || facts.api}” that you had prepared for ${facts.organisation}: it is request ${facts.number}. You will read it once it is submitted.`,
        },
      ],
      link: { label: 'See the preparation', url: facts.page },
      signature: 'Automatic message of DataPass, sent to whoever prepared the draft.',
    }),
  },
};
