/** What a browser keeps before signing in. The page on personal data says so; the element does it. */

/** Days since the last change. */
export const browserDays = 7;
