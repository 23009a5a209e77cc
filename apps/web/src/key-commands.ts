import { type EnvironmentConfig, type readConfig } from './config.ts';
import { connectDatabase, type Database } from './data/database.ts';
import { countKeyHolders } from './data/key-holders.ts';
import { createSealedValueStore } from './data/sealed-values.ts';
import { createKeyRing, type Rotation } from './domain/connections/index.ts';
import { findInstallation, type Installation } from './installation.ts';
import { addKeptKey, dropKeptKey, readKeptSecrets } from './platform/data-dir.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';
import { textTable } from './platform/text-table.ts';

interface Outcome {
  exitCode: 0 | 1;
  text: string;
}

interface Work {
  db: Database;
  installation: Installation;
  settings: EnvironmentConfig;
  /** Tells how far it has come. */
  tell: (line: string) => void;
}

const usage = [
  'The keys that seal tokens and National Insurance numbers. Use it where the platform runs, with the same variables set.',
  '',
  '  npm run keys -- COMMAND',
  '',
  '  status   Which keys there are, how many values each seals, and how many processes hold it. Never a key.',
  '  add      Makes a new first key in the data folder. The platform knows it after its next start.',
  '  rotate   Seals anew with the first key all that others seal, while the platform works.',
  '  drop ID  Removes from the data folder a key that seals nothing any more.',
].join('\n');

const progressMs = 1_000;
const counted = (count: number) => count.toLocaleString('en-GB');

/**
 * Runs one command about keys.
 *
 * @param words the command and what follows it
 * @param read the settings, as the platform has them
 * @returns what to print, and the exit code
 */
export async function manageKeys(
  words: readonly string[],
  read: ReturnType<typeof readConfig>,
  tell: (line: string) => void,
): Promise<Outcome> {
  const [name = '', ...parameters] = words;
  if (['help', '--help', '-h'].includes(name)) return { exitCode: 0, text: usage };
  const run = commandOf(name, parameters);
  if (!run) return { exitCode: 1, text: usage };
  if (!read.ok) return { exitCode: 1, text: read.problems.join('\n') };
  try {
    return await run(read.config, tell);
  } catch (error) {
    if (error instanceof StartError) return { exitCode: 1, text: error.message };
    createLog(read.config, { write: (line) => process.stderr.write(line) }).error(error);
    return { exitCode: 1, text: 'The command did not work: the reason is in the line above.' };
  }
}

type Run = (settings: EnvironmentConfig, tell: (line: string) => void) => Promise<Outcome>;

function commandOf(name: string, parameters: readonly string[]): Run | undefined {
  const [keyId] = parameters;
  if (name === 'drop' && parameters.length === 1 && keyId !== undefined) {
    return besidePlatform((work) => drop(work, keyId));
  }
  if (parameters.length > 0) return undefined;
  if (name === 'status') return besidePlatform(status);
  if (name === 'rotate') return besidePlatform(rotate);
  return name === 'add' ? (settings) => Promise.resolve(add(settings)) : undefined;
}

function besidePlatform(command: (work: Work) => Promise<Outcome>): Run {
  return async (settings, tell) => {
    const installation = findInstallation(settings);
    if (installation.tokenKeys.length === 0) {
      throw new StartError('Set TOKEN_KEYS or DATA_DIR as the platform has it.');
    }
    const database = connectDatabase(installation.databaseUrl, { max: 2 });
    // A session that the server ends while nobody uses it; a query that suffers from it says so itself.
    database.pool.on('error', () => undefined);
    try {
      return await command({ db: database.db, installation, settings, tell });
    } finally {
      await database.close();
    }
  };
}

async function status({ db, installation }: Work): Promise<Outcome> {
  const ring = installation.tokenKeys.map(({ id }) => id);
  const counts = await createSealedValueStore(db).countByKey(ring);
  const ids = [...new Set([...ring, ...counts.flatMap(({ keyId }) => keyId ?? [])])];
  const { keys } = await countKeyHolders(db, ids);
  const rows = ids.map((id) => [
    id,
    counted(counts.find(({ keyId }) => keyId === id)?.count ?? 0),
    ring[0] === id ? 'seals' : ring.includes(id) ? 'opens' : 'missing',
    String(keys.get(id)?.open ?? 0),
    String(keys.get(id)?.seal ?? 0),
  ]);
  const table = textTable(['key', 'values', 'here', 'processes that open', 'processes that seal'], rows, '');
  const none = counts.find(({ keyId }) => keyId === null)?.count ?? 0;
  const note = none === 0 ? '' : `\n${counted(none)} values are damaged: no key opens them.`;
  return { exitCode: 0, text: table + note };
}

async function rotate({ db, installation: { tokenKeys }, settings, tell }: Work): Promise<Outcome> {
  const ring = createKeyRing(createSealedValueStore(db), tokenKeys);
  let toldAt = -Infinity;
  const rotation = await ring.rotate((resealed) => {
    const now = performance.now();
    if (now - toldAt < progressMs) return;
    toldAt = now;
    tell(`keys: ${counted(resealed)} resealed so far`);
  });
  if (!rotation.ok) throw new StartError(unknownKey(ring.first, settings));
  const text = [summary(rotation), ...shutRows(rotation)].join('\n');
  if (rotation.left > 0 && rotation.shut.length === 0) {
    return { exitCode: 1, text: `${text}\nSome values moved meanwhile: rotate again.` };
  }
  return { exitCode: rotation.left > 0 || rotation.shut.length > 0 ? 1 : 0, text };
}

type Done = Extract<Rotation, { ok: true }>;

const summary = ({ values, resealed, left }: Done) =>
  `keys: ${counted(values)} values, ${counted(resealed)} resealed, ${counted(left)} left under other keys`;

const mostRowsShown = 20;

function shutRows({ shut }: Done): string[] {
  if (shut.length === 0) return [];
  const more = shut.length > mostRowsShown ? [`  and ${counted(shut.length - mostRowsShown)} more`] : [];
  return [
    'These did not open, for want of their key or because they belong elsewhere, and stay as they are:',
    ...shut.slice(0, mostRowsShown).map(({ place, id }) => `  ${place} ${id}`),
    ...more,
  ];
}

function unknownKey(keyId: string, { tokenKeys }: EnvironmentConfig): string {
  const what = `Nothing more was resealed: a platform process runs that does not know key "${keyId}" and could not open what it seals.`;
  return tokenKeys === undefined
    ? `${what} Restart the platform, then rotate again.`
    : `${what} Give each process this key in its TOKEN_KEYS and restart it, then rotate again.`;
}

function add({ tokenKeys, dataDir }: EnvironmentConfig): Outcome {
  refuseWithTokenKeys(tokenKeys);
  if (readKeptSecrets(dataDir) === undefined) {
    throw new StartError(`No Quarterday keeps keys in ${dataDir}: set DATA_DIR as it has it.`);
  }
  const id = addKeptKey(dataDir);
  return {
    exitCode: 0,
    text: `Key "${id}" seals from the platform's next start on. Restart it, then: npm run keys -- rotate`,
  };
}

async function drop({ db, installation, settings }: Work, keyId: string): Promise<Outcome> {
  refuseWithTokenKeys(settings.tokenKeys);
  const ring = installation.tokenKeys.map(({ id }) => id);
  if (!ring.includes(keyId)) throw new StartError(`There is no key "${keyId}" in ${settings.dataDir}.`);
  if (ring[0] === keyId) throw new StartError(`Key "${keyId}" seals: add another first.`);
  const needing = (await createSealedValueStore(db).countByKey(ring)).find((row) => row.keyId === keyId);
  if (needing) {
    const count = counted(needing.count);
    throw new StartError(`Key "${keyId}" still seals ${count} values: first, npm run keys -- rotate`);
  }
  const { keys } = await countKeyHolders(db, [keyId]);
  if ((keys.get(keyId)?.seal ?? 0) > 0) {
    throw new StartError(`The platform that runs still seals with key "${keyId}": restart it first.`);
  }
  dropKeptKey(settings.dataDir, keyId);
  return { exitCode: 0, text: `Key "${keyId}" is gone. Backups that it seals open no more.` };
}

function refuseWithTokenKeys(tokenKeys: EnvironmentConfig['tokenKeys']): void {
  if (tokenKeys === undefined) return;
  throw new StartError('TOKEN_KEYS is set, so the keys are kept there: change it, and restart the platform.');
}
