import { type EnvironmentConfig } from './config.ts';
import { type Database } from './data/database.ts';

/** What a command of the operator's works with. */
export interface Operation {
  db: Database;
  settings: EnvironmentConfig;
  authSecret: string | undefined;
  parameters: readonly string[];
}

/** One command of the operator's. */
export interface Command {
  usage: string;
  what: string;
  /** How many words may follow its name. */
  parameters: { least: number; most: number };
  run: (operation: Operation) => Promise<string>;
}
