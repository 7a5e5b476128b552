/** What a template may leave to be filled in from the request, under the names that DataPass gives. Pure. */

export const variables = ['demande_id', 'demande_intitule', 'demande_url'] as const;
export type Variable = (typeof variables)[number];

/** As it is written in a template: `%{demande_id}`. */
export const written = (name: Variable): string => `%{${name}}`;

const pattern = /%\{([^{}]*)\}/g;

/** Whether a text names a variable that there is not. */
export function hasUnknown(text: string): boolean {
  return [...text.matchAll(pattern)].some(([, name]) => !isVariable(name));
}

/** The text with what it stands for; a name that is no variable stays as it is. */
export function filled(text: string, values: Record<Variable, string>): string {
  return text.replaceAll(pattern, (whole, name: string) => (isVariable(name) ? values[name] : whole));
}

const isVariable = (name: string | undefined): name is Variable =>
  (variables as readonly (string | undefined)[]).includes(name);
