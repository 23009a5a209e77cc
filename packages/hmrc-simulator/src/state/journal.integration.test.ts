import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDocuments } from './documents.ts';
import { initialState } from './initial.ts';
import { journalOf, readState } from './journal.ts';
import type { AcceptedUpdate, State } from './schema.ts';
import { createStore } from './store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hmrc-simulator-'));
  file = join(folder, 'state.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const accepted = (number: number): AcceptedUpdate => ({
  submittedOn: '2026-10-06T09:00:00.000Z',
  correlationId: `c-${number}`,
  pence: { 'income.periodAmount': number },
});
function open() {
  const found = readState(file);
  const store = createStore(found?.state ?? initialState('2026-10-06T09:00:00Z', true), file, found);
  store.writeSnapshot();
  return store;
}
/** What a process that starts now would find. */
const found = (): State | undefined => readState(file)?.state;

describe('the journal of a state file', () => {
  it('has rows, values, documents and history back, and what was removed stays gone', () => {
    const store = open();
    const documents = createDocuments(store);
    store.set('refreshTokens', 'r1', 'a1');
    store.set('refreshTokens', 'r2', 'a2');
    documents.put('annual', 'NC270601A/X/2026-27', { amountPence: 5 });
    documents.put('annual', 'NC270601A/Y', 1);
    store.flush();
    store.remove('refreshTokens', 'r1');
    store.setValue('nextFaultNumber', 7);
    store.addToHistory('k', accepted(1));
    store.addToHistory('k', accepted(2));
    documents.remove('annual', 'NC270601A/Y');
    store.flush();
    expect(found()).toEqual(store.state);
    expect(found()).toMatchObject({
      refreshTokens: { r2: 'a2' },
      nextFaultNumber: 7,
      history: { k: [accepted(1), accepted(2)] },
      documents: { annual: { NC270601A: { 'X/2026-27': { amountPence: 5 } } } },
    });
  });

  it('does not write a history again for each update added to it', () => {
    const store = open();
    const sizes = Array.from({ length: 300 }, (_, number) => {
      const before = statSync(journalOf(file)).size;
      store.addToHistory('k', accepted(number));
      store.flush();
      return statSync(journalOf(file)).size - before;
    });
    expect(Math.max(...sizes)).toBeLessThan(200);
    expect(found()?.history['k']).toHaveLength(300);
  });

  it('remembers the last 500 of a history, before and after it is read back', () => {
    const store = open();
    for (let number = 1; number <= 510; number += 1) {
      store.addToHistory('k', accepted(number));
      store.flush();
    }
    expect(store.state.history['k']?.[0]).toEqual(accepted(11));
    expect(found()?.history['k']).toEqual(store.state.history['k']);
  });

  it('passes over a last line that a kill broke off, whole changes or none', () => {
    const store = open();
    store.set('refreshTokens', 'kept', 'a');
    store.flush();
    const whole = statSync(journalOf(file)).size;
    store.set('refreshTokens', 'lost', 'a');
    store.setValue('nextFaultNumber', 9);
    store.flush();
    const all = statSync(journalOf(file)).size;
    for (let size = all - 1; size >= whole; size -= 1) {
      truncateSync(journalOf(file), size);
      expect(found()).toMatchObject({ refreshTokens: { kept: 'a' }, nextFaultNumber: 1 });
      expect(found()?.refreshTokens).not.toHaveProperty('lost');
    }
  });

  it('is refused when a line in its middle is broken', () => {
    const store = open();
    store.set('refreshTokens', 'r', 'a');
    store.flush();
    appendFileSync(journalOf(file), '[["refreshTokens","r"\n[]\n');
    expect(() => readState(file)).toThrow('move it away or delete it');
  });

  it('is passed over when it belongs to an older snapshot, as after a kill between the two files', () => {
    const store = open();
    store.addToHistory('k', accepted(1));
    store.flush();
    const old = readFileSync(journalOf(file));
    store.writeSnapshot();
    writeFileSync(journalOf(file), old);
    expect(found()?.history['k']).toEqual([accepted(1)]);
    rmSync(journalOf(file));
    expect(found()?.history['k']).toEqual([accepted(1)]);
  });

  it('is folded into the snapshot once it outgrows it', () => {
    const store = open();
    const documents = createDocuments(store);
    const big = 'x'.repeat(100_000);
    for (let round = 0; round < 40; round += 1) {
      documents.put('big', 'NC270601A/one', `${big}${round}`);
      store.flush();
    }
    expect(statSync(journalOf(file)).size).toBeLessThan(2_000_000);
    expect(found()?.documents['big']).toEqual({ NC270601A: { one: `${big}39` } });
  });

  it('is begun anew, with everything in the snapshot, when a write to it has failed', () => {
    const store = open();
    store.close();
    store.set('refreshTokens', 'r', 'a');
    store.flush();
    expect(found()?.refreshTokens).toEqual({ r: 'a' });
  });

  it('is not there in a state of the first form, which is read with its histories', () => {
    const state = initialState('2026-10-06T09:00:00Z', true);
    // What the first form did not have; undefined is left out of JSON.
    const missing = { history: undefined, documents: undefined, nextSubmissionNumber: undefined };
    const update = {
      nino: 'NC270601A',
      businessId: 'X',
      taxYear: '2026-27',
      acceptedCount: 2,
      current: accepted(2),
    };
    const first = {
      ...state,
      ...missing,
      version: 1,
      updates: { k: { ...update, history: [accepted(1), accepted(2)] } },
    };
    for (const text of [JSON.stringify(first), JSON.stringify(first, null, 2)]) {
      writeFileSync(file, text);
      expect(found()).toMatchObject({
        version: 2,
        updates: { k: update },
        history: { k: [accepted(1), accepted(2)] },
      });
      expect(found()?.updates['k']).not.toHaveProperty('history');
    }
  });
});
