/** Reads an answer of « Recherche d'entreprises » (`GET /search`). */
import * as v from 'valibot';
import type { DirectoryEntry } from './directory.ts';

/** The directory answered something else than its documentation says. */
export class UnreadableAnswer extends Error {
  override name = 'UnreadableAnswer';
}

const Text = v.optional(v.nullable(v.string()), null);

const Establishment = v.object({
  siret: v.string(),
  /** `A` open, `F` closed. */
  etat_administratif: v.string(),
  adresse: Text,
  code_postal: Text,
  departement: Text,
  region: Text,
  activite_principale: Text,
});

const Answer = v.object({
  results: v.array(
    v.object({
      nom_complet: Text,
      nom_raison_sociale: Text,
      nature_juridique: Text,
      activite_principale: Text,
      /** `A` active, `C` ceased. */
      etat_administratif: v.string(),
      siege: v.optional(v.nullable(Establishment)),
      matching_etablissements: v.optional(v.nullable(v.array(Establishment))),
      complements: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
    }),
  ),
});

/** Not personal, and useful to an instructor. */
const hintNames = [
  'est_administration',
  'est_association',
  'est_ess',
  'est_finess',
  'est_organisme_formation',
];

/**
 * A secondary establishment stands in `matching_etablissements`, not in `siege`.
 * @returns undefined when the directory does not know this SIRET
 * @throws {UnreadableAnswer}
 */
export function readAnswer(json: unknown, siret: string): DirectoryEntry | undefined {
  const parsed = v.safeParse(Answer, json);
  if (!parsed.success) throw new UnreadableAnswer();
  for (const unit of parsed.output.results) {
    const candidates = [...(unit.matching_etablissements ?? []), ...(unit.siege ? [unit.siege] : [])];
    const establishment = candidates.find((candidate) => candidate.siret === siret);
    if (!establishment) continue;
    const postcode = published(establishment.code_postal);
    return {
      siret,
      name: published(unit.nom_raison_sociale) || published(unit.nom_complet),
      address: published(establishment.adresse),
      postcode,
      department: published(establishment.departement) || departmentOf(postcode),
      region: published(establishment.region),
      legalCategory: unit.nature_juridique ?? '',
      activity: establishment.activite_principale ?? unit.activite_principale ?? '',
      open: establishment.etat_administratif === 'A' && unit.etat_administratif === 'A',
      hints: Object.fromEntries(
        hintNames.flatMap((name) => {
          const value = unit.complements?.[name];
          return typeof value === 'boolean' ? [[name, value]] : [];
        }),
      ),
    };
  }
  return undefined;
}

/** A text that may be published; empty otherwise. Statut de diffusion P writes « [NON-DIFFUSIBLE] » in its place. */
function published(text: string | null): string {
  return !text || text.includes('NON-DIFFUSIBLE') ? '' : text;
}

/** Overseas départements have three digits; a matching establishment has a postcode but no département. */
function departmentOf(postcode: string): string {
  return postcode.slice(0, /^9[78]/.test(postcode) ? 3 : 2);
}
