/** What the mails of invitations say. None carries words of the inviter's own: only names, and what the form says. */
import type { Language } from '../http/language.ts';
import type { MailContent } from '../notifications/content.ts';
import { day } from '../pages/dates.ts';
import type { InvitationFacts } from './mails.ts';
import { codeMinutes, type InvitationKind } from './rules.ts';

interface MailTexts {
  invitation: Record<InvitationKind, (facts: InvitationFacts) => MailContent>;
  code: (facts: InvitationFacts, code: string) => MailContent;
  done: (facts: InvitationFacts) => MailContent;
  answer: (facts: InvitationFacts, text: string) => MailContent;
}

const french = {
  greeting: 'Bonjour,',
  request: (facts: InvitationFacts) =>
    `la demande d’habilitation ${facts.number} (${facts.organisation}) pour « ${facts.api} » (${facts.stage})`,
  terms: (facts: InvitationFacts, writes: string) => [
    `Le lien montre ce qui vous est demandé, et rien d’autre. ${writes}`,
    `Il vaut jusqu’au ${day(facts.invitation.expiresAt, 'fr')} ; ${facts.inviter} peut le retirer avant.`,
    'Il est pour vous : ne le transférez pas. Vous ne connaissez pas cette personne ? Ignorez ce message.',
  ],
  proof: 'Pour y écrire, vous vous connectez avec ProConnect, ou recevez un code à cette adresse.',
  signature: (facts: InvitationFacts) =>
    `Message automatique de DataPass, envoyé à la demande de ${facts.inviter}. Votre adresse ne sert qu’à cette invitation.`,
};

const english = {
  greeting: 'Hello,',
  request: (facts: InvitationFacts) =>
    `request ${facts.number} of ${facts.organisation} for ${facts.api} (${facts.stage})`,
  terms: (facts: InvitationFacts, writes: string) => [
    `The link shows what you are asked for, and nothing else. ${writes}`,
    `It works until ${day(facts.invitation.expiresAt, 'en')}; ${facts.inviter} may revoke it before.`,
    'It is for you: do not forward it. You do not know this person? Ignore this message.',
  ],
  proof: 'To write there, sign in with ProConnect, or receive a code at this address.',
  signature: (facts: InvitationFacts) =>
    `Automatic message of DataPass, sent at the request of ${facts.inviter}. Your address serves for this invitation alone.`,
};

export const mailTexts: Record<Language, MailTexts> = {
  fr: {
    invitation: {
      fill: (facts) => ({
        subject: `${facts.inviter} vous invite à remplir une étape – ${facts.api}`,
        greeting: french.greeting,
        blocks: [
          {
            text: `${facts.inviter} prépare ${french.request(facts)} et vous demande d’en remplir une étape : « ${facts.step} ».`,
          },
          { list: french.terms(facts, french.proof) },
        ],
        link: { label: 'Ouvrir l’étape', url: facts.link },
        signature: french.signature(facts),
      }),
      confirm: (facts) => ({
        subject: `${facts.inviter} vous demande une confirmation – ${facts.api}`,
        greeting: french.greeting,
        blocks: [
          {
            text: `${facts.inviter} prépare ${french.request(facts)}. ${
              facts.invitation.field
                ? `Vous y êtes désigné : confirmez que vous en êtes informé, après avoir lu l’étape « ${facts.step} ».`
                : `Lisez l’étape « ${facts.step} » et confirmez ce qu’elle dit.`
            }`,
          },
          {
            list: french.terms(
              facts,
              'Pour confirmer, vous vous connectez avec ProConnect, ou recevez un code à cette adresse.',
            ),
          },
        ],
        link: { label: 'Lire et confirmer', url: facts.link },
        signature: french.signature(facts),
      }),
      comment: (facts) => ({
        subject: `${facts.inviter} vous invite à relire un brouillon – ${facts.api}`,
        greeting: french.greeting,
        blocks: [
          {
            text: `${facts.inviter} prépare ${french.request(facts)} et vous invite à en relire le brouillon et à le commenter. Vous ne pouvez ni le modifier ni le soumettre.`,
          },
          { list: french.terms(facts, french.proof) },
        ],
        link: { label: 'Relire le brouillon', url: facts.link },
        signature: french.signature(facts),
      }),
    },
    code: (facts, code) => ({
      subject: 'Votre code pour DataPass',
      greeting: french.greeting,
      blocks: [
        { text: `Voici le code à saisir sur la page de l’invitation de ${facts.inviter} :` },
        { quote: code },
        {
          text: `Il vaut ${codeMinutes} minutes, une seule fois. Ne le donnez à personne : nous ne le demandons jamais ailleurs que sur cette page. Si vous n’avez rien demandé, ignorez ce message.`,
        },
      ],
      link: { label: 'Revenir à l’invitation', url: facts.link },
      signature: french.signature(facts),
    }),
    done: (facts) => ({
      subject: `${facts.doer} a rempli « ${facts.step} » – demande ${facts.number}`,
      greeting: french.greeting,
      blocks: [
        {
          text: `À votre invitation, ${facts.doer} a rempli l’étape « ${facts.step} » de ${french.request(facts)}. Relisez ses réponses : c’est vous qui soumettez la demande.`,
        },
      ],
      link: { label: 'Ouvrir la demande', url: facts.request },
      signature: `Message automatique de DataPass, envoyé au sujet de la demande ${facts.number}.`,
    }),
    answer: (facts, text) => ({
      subject: `Un commentaire sur le brouillon – demande ${facts.number}`,
      greeting: french.greeting,
      blocks: [
        { text: `Au sujet de ${french.request(facts)}, que vous relisez, il vous est écrit :` },
        { quote: text },
      ],
      link: { label: 'Relire le brouillon', url: facts.link },
      signature: french.signature(facts),
    }),
  },
  en: {
    invitation: {
      fill: (facts) => ({
        subject: `${facts.inviter} invites you to fill in a step – ${facts.api}`,
        greeting: english.greeting,
        blocks: [
          {
            text: `${facts.inviter} is preparing ${english.request(facts)} and asks you to fill in one step of it: “${facts.step}”.`,
          },
          { list: english.terms(facts, english.proof) },
        ],
        link: { label: 'Open the step', url: facts.link },
        signature: english.signature(facts),
      }),
      confirm: (facts) => ({
        subject: `${facts.inviter} asks for your confirmation – ${facts.api}`,
        greeting: english.greeting,
        blocks: [
          {
            text: `${facts.inviter} is preparing ${english.request(facts)}. ${
              facts.invitation.field
                ? `It names you: confirm that you know of it, after reading the step “${facts.step}”.`
                : `Read the step “${facts.step}” and confirm what it says.`
            }`,
          },
          {
            list: english.terms(
              facts,
              'To confirm, sign in with ProConnect, or receive a code at this address.',
            ),
          },
        ],
        link: { label: 'Read and confirm', url: facts.link },
        signature: english.signature(facts),
      }),
      comment: (facts) => ({
        subject: `${facts.inviter} invites you to read a draft – ${facts.api}`,
        greeting: english.greeting,
        blocks: [
          {
            text: `${facts.inviter} is preparing ${english.request(facts)} and invites you to read the draft and to comment on it. You can neither change nor submit it.`,
          },
          { list: english.terms(facts, english.proof) },
        ],
        link: { label: 'Read the draft', url: facts.link },
        signature: english.signature(facts),
      }),
    },
    code: (facts, code) => ({
      subject: 'Your code for DataPass',
      greeting: english.greeting,
      blocks: [
        { text: `This is the code to type on the page of ${facts.inviter}’s invitation:` },
        { quote: code },
        {
          text: `It works for ${codeMinutes} minutes, once. Give it to nobody: we never ask for it anywhere but on that page. If you asked for nothing, ignore this message.`,
        },
      ],
      link: { label: 'Back to the invitation', url: facts.link },
      signature: english.signature(facts),
    }),
    done: (facts) => ({
      subject: `${facts.doer} has filled in “${facts.step}” – request ${facts.number}`,
      greeting: english.greeting,
      blocks: [
        {
          text: `At your invitation, ${facts.doer} has filled in the step “${facts.step}” of ${english.request(facts)}. Read their answers: it is you who submit the request.`,
        },
      ],
      link: { label: 'Open the request', url: facts.request },
      signature: `Automatic message of DataPass about request ${facts.number}.`,
    }),
    answer: (facts, text) => ({
      subject: `A comment on the draft – request ${facts.number}`,
      greeting: english.greeting,
      blocks: [
        { text: `About ${english.request(facts)}, which you are reading, somebody writes:` },
        { quote: text },
      ],
      link: { label: 'Read the draft', url: facts.link },
      signature: english.signature(facts),
    }),
  },
};
