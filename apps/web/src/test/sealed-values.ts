import { randomInt, randomUUID } from 'node:crypto';
import { type Pool } from 'pg';
import { createSeals } from '../domain/connections/seals.ts';
import { type SecretUse } from '../domain/connections/secret-uses.ts';
import { type Sealer } from '../platform/encryption.ts';

/** A use that nobody notes, for tests that open what they sealed themselves. */
export const unnoted: SecretUse = { note: () => undefined, end: () => undefined };

/** Secrets of one landlord, and where they are kept sealed. */
export interface Kept {
  connection: string;
  generation: number;
  request: string;
  nino: string;
  accessToken: string;
  candidate: string;
  verifier: string;
}

/** Adds connections, each with a NINO, a pair, and a journey to HMRC with a verifier and an unproved pair: four sealed values. */
export async function addSealed(pool: Pool, sealer: Sealer, count: number): Promise<Kept[]> {
  const seals = createSeals(sealer);
  const rows = await Promise.all(
    Array.from({ length: count }, async () => {
      const secret = (name: string) => `${name} ${randomUUID()}`;
      const kept: Kept = {
        connection: randomUUID(),
        generation: randomInt(1, 9),
        request: randomUUID(),
        nino: secret('nino'),
        accessToken: secret('access'),
        candidate: secret('candidate'),
        verifier: secret('verifier'),
      };
      return {
        kept,
        ...kept,
        sealed_nino: await seals.sealNino(kept.nino, kept.connection),
        sealed_tokens: await seals.sealPair(
          { accessToken: kept.accessToken, refreshToken: secret('refresh') },
          kept.connection,
          kept.generation,
        ),
        sealed_verifier: await seals.sealVerifier(kept.verifier, kept.request),
        sealed_candidate: await seals.sealCandidate(
          { accessToken: kept.candidate, refreshToken: secret('refresh') },
          kept.request,
        ),
      };
    }),
  );
  await pool.query(
    `with v as (select * from jsonb_to_recordset($1::jsonb) as v(connection uuid, generation int, request uuid,
       sealed_nino text, sealed_tokens text, sealed_verifier text, sealed_candidate text)),
     u as (insert into users (id, name, email, created_at, updated_at)
       select connection::text, '', connection || '@example.org', now(), now() from v returning id),
     c as (insert into connections (id, owner_id, environment, status, generation, sealed_nino, sealed_tokens,
         created_at, updated_at)
       select v.connection, u.id, 'simulator', 'connected', generation, sealed_nino, sealed_tokens, now(), now()
       from v join u on u.id = v.connection::text returning id)
     insert into authorisation_requests (id, owner_id, connection_id, session_id, state_hash, sealed_verifier,
         sealed_tokens, fraud_prevention, return_to, created_at, expires_at)
       select request, v.connection, c.id, '', request::text, sealed_verifier, sealed_candidate, '{}', '/', now(), now()
       from v join c on c.id = v.connection`,
    [JSON.stringify(rows)],
  );
  return rows.map(({ kept }) => kept);
}

/** Opens the same again, where it is kept now. */
export async function openSealed(pool: Pool, sealer: Sealer, of: readonly Kept[]): Promise<Kept[]> {
  const seals = createSeals(sealer);
  const { rows } = await pool.query<
    Record<'id' | 'request' | 'nino' | 'tokens' | 'verifier' | 'candidate', string> & { generation: number }
  >(
    `select c.id, generation, r.id as request, sealed_nino as nino, c.sealed_tokens as tokens,
       sealed_verifier as verifier, r.sealed_tokens as candidate
     from connections c join authorisation_requests r on connection_id = c.id
     where c.id = any ($1::uuid[]) order by array_position($1::uuid[], c.id)`,
    [of.map(({ connection }) => connection)],
  );
  return Promise.all(
    rows.map(async (row) => ({
      connection: row.id,
      generation: row.generation,
      request: row.request,
      nino: await seals.openNino(row.nino, row.id, unnoted),
      accessToken: await seals.openAccessToken(row.tokens, row.id, row.generation, unnoted),
      candidate: (await seals.openCandidate(row.candidate, row.request, unnoted)).accessToken,
      verifier: await seals.openVerifier(row.verifier, row.request),
    })),
  );
}
