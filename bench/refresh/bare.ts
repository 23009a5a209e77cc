import {
  allowInsecureRequests,
  ClientSecretPost,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
} from 'oauth4webapi';
import { openPool } from './databases.ts';
import { clientId, clientSecret, realConnections, type Hmrc } from './hmrc.ts';
import { type Side } from './sides.ts';

interface Row {
  access_token: string;
  refresh_token: string;
}

/**
 * The least that refreshing can be: read the pair, ask HMRC, write the new pair over the old one. Tokens lie open, nobody else is
 * thought of, and an answer that is lost loses the pair.
 */
export async function openBare(
  databaseUrl: string,
  hmrc: Hmrc,
): Promise<Side & { read(id: number): Promise<string> }> {
  const { pool, close } = openPool(databaseUrl);
  await pool.query(`create table bare_tokens (id int primary key, access_token text not null,
    refresh_token text not null, expires_at timestamptz not null)`);
  for (let id = 0; id < realConnections; id += 1) {
    const { accessToken, refreshToken } = await hmrc.givePair();
    await pool.query(`insert into bare_tokens values ($1, $2, $3, now() + interval '4 hours')`, [
      id,
      accessToken,
      refreshToken,
    ]);
  }
  const server = { issuer: hmrc.url, token_endpoint: new URL('/oauth/token', hmrc.url).href };
  const client = { client_id: clientId };

  async function read(id: number): Promise<Row> {
    const { rows } = await pool.query<Row>({
      name: 'bare_read',
      text: 'select access_token, refresh_token, expires_at from bare_tokens where id = $1',
      values: [id],
    });
    const [row] = rows;
    if (!row) throw new Error('There is no such row.');
    return row;
  }

  return {
    // It never asks whether its token still lives.
    expire: () => Promise.resolve(),
    read: async (id) => (await read(id)).access_token,
    give: async (id) => {
      const old = await read(id);
      const response = await refreshTokenGrantRequest(
        server,
        client,
        ClientSecretPost(clientSecret),
        old.refresh_token,
        // http is for the simulator on this machine.
        { [allowInsecureRequests]: true },
      );
      const pair = await processRefreshTokenResponse(server, client, response);
      await pool.query({
        name: 'bare_update',
        text: `update bare_tokens set access_token = $2, refresh_token = $3,
          expires_at = now() + $4 * interval '1 second' where id = $1`,
        values: [id, pair.access_token, pair.refresh_token, pair.expires_in],
      });
      return pair.access_token;
    },
    close,
  };
}
