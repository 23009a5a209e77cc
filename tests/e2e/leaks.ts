import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type BrowserContext, type Response } from '@playwright/test';

import { query } from './database.ts';
import { type World } from './world.ts';

/** What the platform has answered to browsers: status, headers and body, in one text each. */
export class Answers {
  /** Each text once: most are the same style sheet and scripts. */
  readonly #texts = new Set<string>();
  readonly #pending = new Set<Promise<void>>();

  /** Keeps every answer of a platform that this browser gets; the simulator's own pages are HMRC's business. */
  keep(context: BrowserContext): void {
    context.on('response', (response) => {
      if (isSimulators(response.url())) return;
      const reading = this.#read(context, response).finally(() => this.#pending.delete(reading));
      this.#pending.add(reading);
    });
  }

  async all(): Promise<readonly string[]> {
    await Promise.all(this.#pending);
    return [...this.#texts];
  }

  async #read(context: BrowserContext, response: Response): Promise<void> {
    const headers = await response.allHeaders().catch(() => ({}));
    this.#texts.add(JSON.stringify(headers));
    // A stream of events has no end to wait for: its beginning is read anew, as the same person.
    if ('content-type' in headers && headers['content-type'] === 'text/event-stream') {
      this.#texts.add(await firstEvents(context, response.url()).catch(() => ''));
      return;
    }
    this.#texts.add(await response.text().catch(() => ''));
  }
}

/** HMRC's pages and APIs have paths of their own, whatever port they are on. */
const isSimulators = (url: string) =>
  /^\/(oauth\/(?!hmrc)|sign-in\?journey|consent)/.test(url.replace(/^https?:\/\/[^/]+/, ''));

async function firstEvents(context: BrowserContext, url: string): Promise<string> {
  const cookies = await context.cookies(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(2000) });
  const reader = answer.body?.getReader();
  const part = await reader?.read();
  await reader?.cancel();
  return Buffer.from(part?.value ?? []).toString();
}

/** Where a needle was found. */
export interface Leak {
  place: 'database' | 'engine' | 'log' | 'answer';
  where: string;
  needle: string;
}

/** Looks for needles, in the ways they might be written, in everything the platform has kept, logged and answered. */
export async function findLeaks(world: World, answers: Answers, needles: readonly string[]): Promise<Leak[]> {
  const hay: Omit<Leak, 'needle'>[] = [];
  const texts: string[] = [];
  const add = (place: Leak['place'], where: string, text: string) => {
    hay.push({ place, where });
    texts.push(text);
  };
  for (const { name, schema, rows } of await allRows(world)) {
    for (const row of rows) add(schema === 'dbos' ? 'engine' : 'database', `${schema}.${name}`, row);
  }
  add('log', 'standard output', world.output());
  add('log', 'postgres.log', await readFile(join(world.dataDir, 'postgres.log'), 'utf8').catch(() => ''));
  for (const text of await answers.all()) add('answer', text.slice(0, 80), text);

  return needles.flatMap((needle) =>
    writings(needle).flatMap((writing) =>
      texts.flatMap((text, index) => (text.includes(writing) ? [{ ...hay[index]!, needle }] : [])),
    ),
  );
}

/** Every secret of HMRC's that this world has seen: tokens, codes and people's NINOs. */
export async function secretsOf(world: World): Promise<string[]> {
  const [secrets, ninos] = await Promise.all([world.simulator.secrets(), world.simulator.ninos()]);
  return [...secrets, ...ninos];
}

function writings(needle: string): string[] {
  const bytes = Buffer.from(needle);
  const nino = /^([A-Z]{2})(\d\d)(\d\d)(\d\d)([A-Z])$/.exec(needle);
  return [
    needle,
    encodeURIComponent(needle),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ...(nino ? [nino.slice(1).join(' '), needle.toLowerCase()] : []),
  ];
}

async function allRows(world: World) {
  const tables = await query(
    world.dataDir,
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const all: { schema: string; name: string; rows: string[] }[] = [];
  for (const table of tables) {
    const [schema, name] = [String(table['schema']), String(table['name'])];
    const rows = await query(
      world.dataDir,
      `select row_to_json(t)::text as row from "${schema}"."${name}" t`,
    );
    all.push({ schema, name, rows: rows.map(({ row }) => String(row)) });
  }
  return all;
}
