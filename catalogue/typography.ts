/** French typography, so that no line begins with « ? » nor ends with an opening quotation mark. */

/**
 * The spaces before « ; », « : », « ? », « ! » and inside quotation marks, narrow and unbreakable. Texts are written with
 * the ordinary one: English has none in these places, and addresses have none at all.
 */
export const spaced = (text: string): string => text.replace(/(?<=«) | (?=[;:?!»])/g, '\u202f');
