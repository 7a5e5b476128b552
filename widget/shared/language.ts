/** The two languages of the element: French first, English complete. */
export type Language = 'fr' | 'en';

/** The `lang` attribute of the element or of its nearest ancestor; anything that is not English is French. */
export function languageOf(element: Element): Language {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  return lang?.toLowerCase().startsWith('en') ? 'en' : 'fr';
}
