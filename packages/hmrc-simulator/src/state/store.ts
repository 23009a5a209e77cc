import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SimulatorError } from '../errors.ts';
import { stateSchema, type State } from './schema.ts';

export type Store = ReturnType<typeof createStore>;

/** Reads saved state; undefined when there is no file yet. Throws `state-unreadable` when it is not ours. */
export function readState(file: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new SimulatorError('state-unreadable', `The state file ${file} cannot be read.`, { cause: error });
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    const message = `The state file ${file} is not one of this simulator's: move it away or delete it.`;
    throw new SimulatorError('state-unreadable', message, { cause: error });
  }
}

/**
 * Holds the state and writes it to a file, if there is one.
 *
 * `changed()` marks a change; `flush()` returns once every change marked before it is in the file. A file is replaced by
 * an atomic rename, and answers wait for `flush()`, so a killed process loses nothing that it has answered. Changes that
 * arrive while a write runs share the next one.
 */
export function createStore(initial: State, file: string | undefined) {
  let state = initial;
  let changes = 0;
  let saved = 0;
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    if (file === undefined) return;
    const upTo = changes;
    const temporary = `${file}.tmp`;
    try {
      await mkdir(dirname(file), { recursive: true });
      // Tokens are in this file as they were issued, so it is for its owner alone.
      await writeFile(temporary, JSON.stringify(state), { mode: 0o600 });
      await rename(temporary, file);
    } catch (error) {
      throw new SimulatorError('state-unwritable', `The state file ${file} cannot be written.`, {
        cause: error,
      });
    }
    saved = upTo;
  };

  const flush = async (): Promise<void> => {
    if (file === undefined) return;
    const wanted = changes;
    while (saved < wanted) {
      writing ??= write().finally(() => {
        writing = undefined;
      });
      await writing;
    }
  };

  return {
    get state(): State {
      return state;
    },
    changed: (): void => {
      changes += 1;
    },
    replace: (next: State): void => {
      state = next;
      changes += 1;
    },
    flush,
  };
}
