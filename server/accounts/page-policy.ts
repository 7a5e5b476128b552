/** The policy of pages that are not sent by `pages/layout.ts`: nothing but our own style sheet. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
