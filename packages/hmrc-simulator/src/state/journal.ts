import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SimulatorError } from '../errors.ts';
import { apply, changesSchema, everythingIn, type Change } from './changes.ts';
import { savedStateSchema, type State } from './schema.ts';

/*
 * A state file is a snapshot, and beside it (`….journal`) every change since. Both begin with a line that tells their
 * generation: a journal of another generation than the snapshot's belongs to an older snapshot and is passed over.
 */

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1 << 20;
/** A journal is never folded into a snapshot before it has this size. */
const SMALLEST_WORTH_FOLDING = 1 << 20;
// Tokens are in these files as they were issued, so they are for their owner alone.
const OWNER_ALONE = 0o600;

const snapshotHeaderSchema = z.object({ version: z.literal(2), generation: z.int() });
const journalHeaderSchema = z.object({ generation: z.int() });

/** What was found on disk. */
export interface Found {
  state: State;
  generation: number;
}

/** Where the journal of a state file is. */
export function journalOf(file: string): string {
  return `${file}.journal`;
}

/** Reads saved state; undefined when there is no file yet. Throws `state-unreadable` when it is not ours. */
export function readState(file: string): Found | undefined {
  try {
    return readSnapshot(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const unread = error instanceof Error && 'code' in error && typeof error.code === 'string';
    const message = unread
      ? `The state file ${file} cannot be read.`
      : `The state file ${file} is not one of this simulator's: move it away or delete it.`;
    throw new SimulatorError('state-unreadable', message, { cause: error });
  }
}

function readSnapshot(file: string): Found {
  const state = emptyState();
  let generation: number | undefined;
  let isWhole = false;
  readLines(file, (line) => {
    if (generation === undefined && !isWhole) {
      const header = snapshotHeaderSchema.safeParse(parseOrUndefined(line));
      if (header.success) ({ generation } = header.data);
      else isWhole = true;
    } else if (!isWhole) applyLine(state, line);
  });
  // Anything but lines of ours is one JSON document: a state of the first form, or nobody's.
  if (generation === undefined) {
    return { state: savedStateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), generation: 0 };
  }
  readJournal(journalOf(file), state, generation);
  return { state: savedStateSchema.parse(state), generation };
}

function readJournal(file: string, state: State, generation: number): void {
  let lines = 0;
  let ours = false;
  try {
    readLines(file, (line) => {
      lines += 1;
      if (lines === 1) {
        const header = journalHeaderSchema.safeParse(parseOrUndefined(line));
        ours = header.success && header.data.generation === generation;
      } else if (ours) applyLine(state, line);
    });
  } catch (error) {
    // Killed between the snapshot and its journal: nothing was answered after the snapshot.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function applyLine(state: State, line: string): void {
  for (const change of changesSchema.parse(JSON.parse(line))) apply(state, change);
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Hands over each complete line; what a killed process left of a last one is passed over. */
function readLines(file: string, take: (line: string) => void): void {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const pieces: Buffer[] = [];
    for (;;) {
      const size = readSync(descriptor, chunk);
      if (size === 0) return;
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0 && end < size; end = chunk.indexOf(LINE_FEED, from)) {
        pieces.push(chunk.subarray(from, end));
        take(Buffer.concat(pieces).toString('utf8'));
        pieces.length = 0;
        from = end + 1;
      }
      pieces.push(Buffer.from(chunk.subarray(from, size)));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The two files of one store, and what is to be written to them. Every write has reached the system when it returns. */
export function createJournal(file: string, generationFound: number) {
  let generation = generationFound;
  let descriptor: number | undefined;
  let snapshotBytes = 0;
  let journalBytes = 0;

  const guarded = <Result>(write: () => Result): Result => {
    try {
      return write();
    } catch (error) {
      // Half a line may be in the journal now: whatever comes next has to start from a new snapshot.
      close();
      const message = `The state file ${file} cannot be written.`;
      throw new SimulatorError('state-unwritable', message, { cause: error });
    }
  };

  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };

  return {
    /** Whether changes can be added: else a snapshot has to come first. */
    get takesChanges(): boolean {
      return descriptor !== undefined && journalBytes <= Math.max(SMALLEST_WORTH_FOLDING, snapshotBytes);
    },
    append: (changes: readonly Change[]): void => {
      guarded(() => {
        if (descriptor === undefined) throw new Error('The journal is closed.');
        journalBytes += writeAll(descriptor, `${JSON.stringify(changes)}\n`);
      });
    },
    /** Replaces the snapshot by an atomic rename, and begins a new journal beside it. */
    writeSnapshot: (state: State): void => {
      close();
      guarded(() => {
        generation += 1;
        mkdirSync(dirname(file), { recursive: true });
        snapshotBytes = writeSnapshotFile(`${file}.tmp`, state, generation);
        renameSync(`${file}.tmp`, file);
        descriptor = openSync(journalOf(file), 'w', OWNER_ALONE);
        journalBytes = writeAll(descriptor, `${JSON.stringify({ generation })}\n`);
      });
    },
    close,
  };
}

function writeSnapshotFile(file: string, state: State, generation: number): number {
  const descriptor = openSync(file, 'w', OWNER_ALONE);
  try {
    let bytes = 0;
    let text = `${JSON.stringify({ version: 2, generation })}\n`;
    for (const change of everythingIn(state)) {
      text += `${JSON.stringify([change])}\n`;
      if (text.length < CHUNK_BYTES) continue;
      bytes += writeAll(descriptor, text);
      text = '';
    }
    return bytes + writeAll(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, text: string): number {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}

/** What lines are read into; anything they leave missing is found out by the check at the end. */
function emptyState(): State {
  return {
    version: 2,
    clock: { offsetMs: 0, frozenAt: null },
    users: {},
    journeys: {},
    authorities: {},
    codes: {},
    tokens: {},
    refreshTokens: {},
    updates: {},
    history: {},
    fulfilments: {},
    documents: {},
    faults: [],
    nextFaultNumber: 1,
    nextSubmissionNumber: 1,
  };
}
