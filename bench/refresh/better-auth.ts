import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { genericOAuth } from 'better-auth/plugins';
import { openPool } from './databases.ts';
import { clientId, clientSecret, realConnections, type Hmrc } from './hmrc.ts';
import { type Side } from './sides.ts';

/** better-auth's `getAccessToken` as it comes, in a database of its own: its own tables, tokens in the clear, as many sessions as ours. */
export async function openBetterAuth(databaseUrl: string, hmrc: Hmrc): Promise<Side> {
  const { pool, close } = openPool(databaseUrl);
  const options = {
    baseURL: 'http://localhost:3000',
    secret: 'a-secret-of-the-bench-that-is-long-enough',
    database: pool,
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'hmrc',
            clientId,
            clientSecret,
            authorizationUrl: new URL('/oauth/authorize', hmrc.url).href,
            tokenUrl: new URL('/oauth/token', hmrc.url).href,
          },
        ],
      }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const { internalAdapter } = await auth.$context;

  const accounts: { userId: string; accountId: string }[] = [];
  for (let number = 0; number < realConnections; number += 1) {
    const user = await internalAdapter.createUser(
      { name: `Landlord ${number}`, email: `landlord-${number}@example.com` },
      { method: 'generic-oauth' },
    );
    const account = await internalAdapter.createAccount({
      userId: user.id,
      providerId: 'hmrc',
      accountId: `landlord-${number}`,
      ...(await hmrc.givePair()),
      accessTokenExpiresAt: inFourHours(),
    });
    accounts.push({ userId: user.id, accountId: account.id });
  }
  const at = (connection: number) => {
    const account = accounts[connection];
    if (!account) throw new Error('There is no such account.');
    return account;
  };

  return {
    expire: async (connection) => {
      await internalAdapter.updateAccount(at(connection).accountId, { accessTokenExpiresAt: new Date(0) });
    },
    give: async (connection) => {
      const { accessToken } = await auth.api.getAccessToken({ body: at(connection) });
      return accessToken;
    },
    close,
  };
}

const inFourHours = () => new Date(Date.now() + 4 * 60 * 60 * 1000);
