import { type EnvironmentConfig } from './config.ts';
import { findEmbeddedPostgres } from './data/embedded-postgres/index.ts';
import { readKeptSecrets } from './platform/data-dir.ts';
import { type SealingKey } from './platform/encryption.ts';
import { StartError } from './platform/start-error.ts';

/** What a program beside the platform needs of it: set, or kept in its data folder. */
export interface Installation {
  databaseUrl: string;
  authSecret: string | undefined;
  /** The ring, the key that seals first; empty where neither TOKEN_KEYS nor the data folder holds one. */
  tokenKeys: readonly SealingKey[];
}

/** Finds the database of the platform that runs with these settings. @throws {StartError} when none runs. */
export function findInstallation(settings: EnvironmentConfig): Installation {
  const kept = readKeptSecrets(settings.dataDir);
  const databaseUrl =
    settings.databaseUrl ?? (kept && findEmbeddedPostgres(settings.dataDir, kept.postgresPassword));
  if (databaseUrl === undefined) {
    throw new StartError(
      `No Quarterday runs on ${settings.dataDir}: start it, or set DATA_DIR or DATABASE_URL as it has them.`,
    );
  }
  return {
    databaseUrl,
    authSecret: settings.authSecret ?? kept?.authSecret,
    tokenKeys: settings.tokenKeys ?? kept?.tokenKeys ?? [],
  };
}
