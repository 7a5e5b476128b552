/** A stand-in of « Recherche d'entreprises », over HTTP with its protocol, that knows the stand-ins' organisations. */
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Listening, listen } from '../http/listen.ts';
import { organisations, type StandInOrganisation } from './organisations.ts';

export interface DirectoryStandIn extends Listening {
  url: string;
  /** Answers to give before the usual one, in order: to see what happens when the directory is unwell. */
  queue: { status: number; headers?: Record<string, string>; body?: string }[];
  /** Calls received. */
  calls: () => number;
}

/** @param options.port 0: any free port */
export async function startDirectoryStandIn(options: { port?: number } = {}): Promise<DirectoryStandIn> {
  const queue: DirectoryStandIn['queue'] = [];
  let calls = 0;
  const app = new Hono();
  app.get('/search', (c) => {
    calls++;
    const unwell = queue.shift();
    if (unwell) return new Response(unwell.body ?? '{"erreur":"indisponible"}', unwell);
    const siret = (c.req.query('q') ?? '').replace(/\s/g, '');
    const known: StandInOrganisation[] = Object.values(organisations);
    const found = known.filter((one) => one.siret === siret && one.state !== 'unknown').map(legalUnit);
    return c.json({
      results: found,
      total_results: found.length,
      page: 1,
      per_page: 1,
      total_pages: found.length,
    });
  });
  app.notFound((c) => c.json({ erreur: 'Cette adresse n’existe pas' }, 404));
  const server = await listen(getRequestListener(app.fetch), options.port ?? 0, 'ORGANISATIONS_URL');
  return { ...server, url: `http://localhost:${server.port}`, queue, calls: () => calls };
}

function legalUnit(organisation: StandInOrganisation) {
  const hidden = '[NON-DIFFUSIBLE]';
  const open = organisation.state === 'open';
  const name = organisation.undisclosed ? hidden : organisation.name;
  const establishment = {
    siret: organisation.siret,
    etat_administratif: open ? 'A' : 'F',
    est_siege: false,
    adresse: organisation.undisclosed ? hidden : organisation.address,
    code_postal: organisation.postcode,
    region: organisation.region,
    activite_principale: organisation.activity,
    statut_diffusion_etablissement: organisation.undisclosed ? 'P' : 'O',
  };
  return {
    siren: organisation.siret.slice(0, 9),
    nom_complet: name,
    nom_raison_sociale: name,
    nature_juridique: organisation.legalCategory,
    activite_principale: organisation.activity,
    etat_administratif: open ? 'A' : 'C',
    statut_diffusion: organisation.undisclosed ? 'P' : 'O',
    // As in life, the establishment asked for is among the matching ones; the seat is another.
    siege: { ...establishment, siret: `${organisation.siret.slice(0, 9)}99999`, est_siege: true },
    matching_etablissements: [establishment],
    complements: { est_administration: organisation.legalCategory.startsWith('7') },
  };
}
