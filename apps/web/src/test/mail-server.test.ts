import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { expect, it } from 'vitest';

import { startMailServer } from './mail-server.ts';

/** A client that has been greeted. */
async function greeted(url: string): Promise<Socket> {
  const client = connect(Number(new URL(url).port), '127.0.0.1');
  await once(client, 'data');
  return client;
}

it('takes mail after a client was killed that it was talking to', async () => {
  const server = await startMailServer();
  const killed = await greeted(server.url);
  killed.resetAndDestroy();
  const client = await greeted(server.url);
  client.write('DATA\r\n');
  await once(client, 'data');
  client.write('Subject: still here\r\n.\r\n');
  await once(client, 'data');
  client.destroy();
  server.close();
  expect(server.received).toEqual(['Subject: still here']);
});
