/**
 * What a decision made by rule says of itself: that no person made it, which rule and version did, what for, how to have
 * the rule told, and how to have a person look again (CRPA, L.311-3-1 and R.311-3-1-1; GDPR, article 22; law 78-17,
 * article 47). In French, as the decisions of the French administration are written.
 */
import type { ApiDefinition, Rule } from '../../catalogue/definition.ts';

export function ruleMessage(
  { label, version }: Pick<Rule, 'label' | 'version'>,
  { name, support }: Pick<ApiDefinition['provider'], 'name' | 'support'>,
): string {
  return [
    `Cette décision a été prise par un traitement algorithmique, sans intervention humaine : la règle « ${label} », version ${version}, que ${name} a adoptée pour répondre sans attente aux demandes conformes à un modèle.`,
    'La règle a constaté que tous les points vérifiés sont conformes, que le lien entre le demandeur et l’organisation est attesté, que les données demandées sont celles du modèle et que le délégué à la protection des données a confirmé la demande.',
    `Vous pouvez demander qu’une personne réexamine cette décision, donner votre point de vue ou la contester : écrivez un message depuis la demande, ou à ${support}.`,
    `À la même adresse, vous pouvez obtenir communication des règles qui définissent ce traitement et des principales caractéristiques de sa mise en œuvre (articles L. 311-3-1 et R. 311-3-1-1 du code des relations entre le public et l’administration) ; sans réponse dans le mois, vous pouvez saisir la Commission d’accès aux documents administratifs (www.cada.fr).`,
  ].join('\n\n');
}
