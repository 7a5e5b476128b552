/** French typography, so that no line begins with « ? » nor ends with an opening quotation mark, or « 10 » before « Mo ». */

/** What stands behind a figure. */
const units = /(?<=\d) (?=(?:Mo|mois|ans|jours|h|%|€)(?![\p{L}\d]))/gu;

/**
 * The spaces before « ; », « : », « ? », « ! » and inside quotation marks, narrow and unbreakable; between a figure and
 * its unit, unbreakable. Texts are written with the ordinary one: English has none in these places, and addresses have
 * none at all.
 */
export const spaced = (text: string): string =>
  text.replace(/(?<=«) | (?=[;:?!»])/g, '\u202f').replace(units, '\u00a0');
