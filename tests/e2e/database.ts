import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

/** Asks the platform's own Postgres, which only the data folder's secrets open. */
export async function query(
  dataDir: string,
  text: string,
  values: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const [secrets, postmaster] = await Promise.all([
    readFile(join(dataDir, 'secrets.json'), 'utf8').then(
      (json) => JSON.parse(json) as { postgresPassword: string }, // written by the platform, checked by it
    ),
    readPostmaster(dataDir),
  ]);
  const client = new Client({
    host: '127.0.0.1',
    port: postmaster?.port ?? 0,
    user: 'quarterday',
    password: secrets.postgresPassword,
    database: 'quarterday',
  });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}

/** Ends a Postgres that its platform, killed, has left behind. */
export async function endPostgres(dataDir: string): Promise<void> {
  for (let asked = false; ; asked = true) {
    const postmaster = await readPostmaster(dataDir);
    if (!postmaster) return;
    try {
      process.kill(postmaster.pid, asked ? 0 : 'SIGINT');
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a running server writes about itself: its process on line 1, its port on line 4. */
async function readPostmaster(dataDir: string): Promise<{ pid: number; port: number } | null> {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  return lines && { pid: Number(lines[0]), port: Number(lines[3]) };
}
