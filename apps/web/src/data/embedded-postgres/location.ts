import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../platform/start-error.ts';
import { canEnter, type Account } from './account.ts';

/** Where the database's files go when root's data folder is closed to the user Postgres runs as. */
const sharedFolder = '/var/lib/quarterday';
const pointerName = 'postgres-location';

/** The folder around the cluster, if an earlier start chose one; else undefined. */
export function findHome(dataDir: string): string | undefined {
  const pointer = join(dataDir, pointerName);
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  return existsSync(clusterIn(dataDir)) ? dataDir : undefined;
}

/** The folder around the cluster: the data folder, or one the account can enter, with a file in the data folder that names it. */
export function chooseHome(dataDir: string, account: Account | undefined): string {
  const found = findHome(dataDir);
  const home = found ?? (canEnter(account, dataDir) ? dataDir : makeSharedHome(dataDir));
  if (found !== undefined && !canEnter(account, home)) {
    throw new StartError(
      `The database in ${home} was made by another user and cannot be opened by this one: start Quarterday as that user.`,
    );
  }
  return home;
}

export function clusterIn(home: string): string {
  return join(home, 'postgres');
}

function makeSharedHome(dataDir: string): string {
  const key = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  try {
    mkdirSync(sharedFolder, { recursive: true });
    chmodSync(sharedFolder, 0o755);
    const home = join(sharedFolder, unusedName(key));
    mkdirSync(home);
    chmodSync(home, 0o755);
    writeFileSync(join(dataDir, pointerName), `${home}\n`, { mode: 0o600 });
    return home;
  } catch (cause) {
    throw new StartError(
      `The user Postgres runs as can enter neither ${dataDir} nor ${sharedFolder}: set DATA_DIR to a folder outside root's home.`,
      { cause },
    );
  }
}

/** A database that is there already belonged to a data folder that was removed: nobody has its password any more. */
function unusedName(key: string): string {
  let name = key;
  for (let number = 2; existsSync(join(sharedFolder, name)); number++) name = `${key}-${number}`;
  return name;
}
