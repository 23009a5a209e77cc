import { announceKeys } from './data/key-holders.ts';
import { type Database } from './data/database.ts';
import { createSealedValueStore } from './data/sealed-values.ts';
import { createKeyRing } from './domain/connections/index.ts';
import { type SealingKey } from './platform/encryption.ts';
import { StartError } from './platform/start-error.ts';

/**
 * Tells other programs which keys this process holds, and makes sure that it can open all that is sealed.
 *
 * @returns what takes the word back
 * @throws {StartError} when values need a key that is not there
 */
export async function claimKeys({
  config,
  db,
  isSet,
}: {
  config: { databaseUrl: string; dataDir: string; tokenKeys: readonly SealingKey[] };
  db: Database;
  /** Whether the keys are those of TOKEN_KEYS, not the data folder's own. */
  isSet: boolean;
}): Promise<() => Promise<void>> {
  const { databaseUrl, dataDir, tokenKeys } = config;
  const ring = createKeyRing(createSealedValueStore(db), tokenKeys);
  const ids = tokenKeys.map(({ id }) => id);
  const announced = await announceKeys(databaseUrl, ids, async () => {
    const missing = await ring.missing();
    if (missing.length > 0)
      throw keysMissing(missing, isSet ? 'TOKEN_KEYS' : `the secrets.json of ${dataDir}`);
  });
  return () => announced.close();
}

function keysMissing(missing: readonly { keyId: string; count: number }[], where: string): StartError {
  const each = missing.map(({ keyId, count }) => `${countOf(count)} sealed with key "${keyId}"`);
  return new StartError(
    `The database holds ${each.join(' and ')}, which ${where} does not hold: put ${
      missing.length === 1 ? 'that key' : 'those keys'
    } back after the first, and drop a key only when "npm run keys -- status" says that it seals no value.`,
  );
}

const countOf = (count: number) => `${count.toLocaleString('en-GB')} value${count === 1 ? '' : 's'}`;
