import { describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import type { Core } from '../core.ts';
import { createDocuments, defineCollection } from './documents.ts';
import { initialState } from './initial.ts';
import { createStore } from './store.ts';
import { lastSubmission, nextSubmissionNumber, recordSubmission } from './submissions.ts';

function createCore(): Core {
  const store = createStore(initialState('2026-10-06T09:00:00Z', true), undefined);
  // Only these parts are used.
  return { store, clock: createClock(store), documents: createDocuments(store) } as Core;
}
const place = { nino: 'NC270601A', businessId: 'X1', taxYear: '2026-27' };

describe('submissions', () => {
  it('are numbered as they come, whatever the clock does', () => {
    const core = createCore();
    recordSubmission(core, { ...place, kind: 'uk-cumulative' });
    const calculation = nextSubmissionNumber(core);
    core.clock.set(new Date('2020-01-01T00:00:00Z'), true);
    recordSubmission(core, { ...place, businessId: 'X2', kind: 'uk-annual' });
    expect(lastSubmission(core, place.nino, 'X1', '2026-27')?.number).toBeLessThan(calculation);
    expect(lastSubmission(core, place.nino, undefined, '2026-27')).toEqual({
      number: 3,
      at: '2020-01-01T00:00:00.000Z',
      kind: 'uk-annual',
    });
    expect(lastSubmission(core, place.nino, 'X1', '2025-26')).toBeUndefined();
    expect(lastSubmission(core, 'NC270602B', undefined, '2026-27')).toBeUndefined();
  });
});

describe('a collection', () => {
  it('has its own documents by key and by beginning of a key, oldest first', () => {
    const core = createCore();
    const notes = defineCollection<{ pence: number }>('notes');
    notes.put(core, 'NC270601A/X/2026-27', { pence: 1 });
    notes.put(core, 'NC270601A/X/2025-26', { pence: 2 });
    notes.put(core, 'NC270601A/Y/2026-27', { pence: 3 });
    notes.put(core, 'NC270602B/X/2026-27', { pence: 4 });
    defineCollection('others').put(core, 'NC270601A/X/2026-27', 5);
    expect(notes.list(core, 'NC270601A/X/').map(({ key }) => key)).toEqual([
      'NC270601A/X/2026-27',
      'NC270601A/X/2025-26',
    ]);
    expect(notes.list(core, 'NC270601A')).toHaveLength(3);
    expect(core.documents.ownedBy('NC270601A')).toHaveLength(4);
    expect(notes.remove(core, 'NC270601A/X/2025-26')).toBe(true);
    expect(notes.remove(core, 'NC270601A/X/2025-26')).toBe(false);
    expect(notes.get(core, 'NC270601A/X/2025-26')).toBeUndefined();
    expect(notes.get(core, 'NC270602B/X/2026-27')).toEqual({ pence: 4 });
  });
});
