/** Identity providers that we know by name. Imported by the configuration, so without anything of the database. */

/** ProConnect Identité, by ProConnect's `idp_id`: the provider where one person chooses among several organisations. */
export const proConnectIdentite = '71144ab3-ee1a-4401-b7b3-79b44f7daeeb';
