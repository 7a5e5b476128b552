/** The registered sites as clients of `oidc-provider`: public, PKCE and DPoP always. */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Site, Sites } from '../sites.ts';

/** Read-only: sites are registered in `sites`, not through the OAuth server. */
export function clientAdapter(sites: Sites): Adapter {
  const readOnly = async () => {
    throw new Error('clients are registered in the table of sites');
  };
  return {
    find: async (id) => {
      const site = await sites.byClient(id);
      return site && metadataOf(site);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

/** Names of what a client carries besides the standard's metadata. */
export const siteMetadata = ['datapass_origins', 'datapass_paths'];

function metadataOf(site: Site): AdapterPayload {
  return {
    client_id: site.clientId,
    client_name: site.name,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    dpop_bound_access_tokens: true,
    // The library wants some; which addresses are allowed is decided by origin and path (`returnAllowed`).
    redirect_uris: site.origins.map((origin) => `${origin}/`),
    datapass_origins: site.origins,
    datapass_paths: site.paths,
  } as AdapterPayload;
}
