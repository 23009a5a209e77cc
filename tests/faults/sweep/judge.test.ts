import { describe, expect, it } from 'vitest';
import { judgeConnect } from './connect.ts';
import { type Evidence } from './flow.ts';
import { printMatrix } from './matrix.ts';
import { connectModes, type Mode, refreshModes } from './modes.ts';
import { judgeRefresh } from './refresh.ts';
import { isAsTheNext, placeOf, type Row } from './rows.ts';
import { type Truth } from './truth.ts';

const safe: Truth = {
  status: 'connected',
  reason: null,
  holdsNewest: true,
  usablePairs: 1,
  isInDoubt: false,
  isWithdrawn: false,
  request: { isUsed: true, outcome: 'connected' },
  held: 'one',
};
const lost: Truth = {
  ...safe,
  status: 'expired',
  reason: 'lost-during-renewal',
  holdsNewest: false,
  usablePairs: 0,
};

function modeOf(modes: readonly Mode[], name: string): Mode {
  const mode = modes.find((each) => each.name === name);
  if (!mode) throw new Error(`There is no mode ${name}.`);
  return mode;
}

const kept: Evidence = {
  mode: modeOf(refreshModes, 'answers'),
  left: safe,
  isFaultAhead: false,
  place: 'kept',
  told: ['works'],
  then: safe,
  connectedAnew: 0,
  end: safe,
  works: true,
  history: ['connected'],
};
const inWindow: Evidence = {
  ...kept,
  left: { ...safe, holdsNewest: false, usablePairs: 0, isInDoubt: true },
  place: 'window',
  told: ['lost-during-renewal'],
  then: lost,
  connectedAnew: 1,
  history: ['connected', 'expired: lost-during-renewal'],
};

describe('a row of the refresh', () => {
  it('is right where the pair is kept, and where it was lost between HMRC’s answer and its first write', () => {
    expect(judgeRefresh(kept)).toEqual([]);
    expect(judgeRefresh(inWindow)).toEqual([]);
  });

  it.each<[string, Evidence]>([
    ['a pair that was safe is lost', { ...inWindow, left: safe, place: 'before' }],
    ['a dead pair counts as connected', { ...kept, then: { ...safe, holdsNewest: false } }],
    ['an older pair is put over the newest', { ...kept, end: { ...safe, holdsNewest: false } }],
    ['two pairs are held', { ...kept, end: { ...safe, usablePairs: 2 } }],
    [
      'the landlord is blamed',
      { ...inWindow, told: ['authority-ended'], then: { ...lost, reason: 'authority-ended' } },
    ],
    ['the history says something else', { ...inWindow, history: ['connected'] }],
    ['nothing works in the end', { ...kept, works: false }],
    ['a process that lived lost the pair', { ...inWindow, place: 'kept' }],
    ['the window did not lose it', { ...kept, place: 'window' }],
  ])('is wrong where %s', (_, evidence) => {
    expect(judgeRefresh(evidence)).not.toEqual([]);
  });
});

describe('a row of the connection', () => {
  const mode = modeOf(connectModes, 'answers');
  const left = { ...safe, status: 'not-connected', holdsNewest: false, usablePairs: 0, held: null };
  const unproven: Evidence = {
    ...kept,
    mode,
    left: { ...left, usablePairs: 1, request: { isUsed: true, outcome: 'unproven' } },
    told: ['connected'],
  };
  const interrupted: Evidence = {
    ...kept,
    mode,
    left: { ...left, request: { isUsed: true, outcome: null } },
    told: ['replayed', 'interrupted'],
    connectedAnew: 1,
    history: ['not-connected: interrupted'],
    place: 'window',
  };
  const judge = (evidence: Evidence) => judgeConnect(evidence, { isAgain: false });

  it('is right where the pair that was kept is proved, and where the code died with the process', () => {
    expect(judge(unproven)).toEqual([]);
    expect(judge(interrupted)).toEqual([]);
  });

  it.each<[string, Evidence]>([
    ['a pair that was kept is not used', { ...unproven, told: ['replayed', 'replayed'], connectedAnew: 1 }],
    ['the pair is forgotten after it was written', { ...interrupted, place: 'kept' }],
    ['the interruption is not told', { ...interrupted, told: ['replayed', 'replayed'] }],
    ['it is noted twice', { ...interrupted, history: [...interrupted.history, ...interrupted.history] }],
    ['a copy of the pair stays behind', { ...unproven, end: { ...safe, usablePairs: 2 } }],
  ])('is wrong where %s', (_, evidence) => {
    expect(judge(evidence)).not.toEqual([]);
  });
});

describe('the matrix', () => {
  const row: Row = {
    flow: 'f',
    mode: 'answers',
    point: null,
    place: 'before',
    outcome: 'works',
    wrong: [],
  };
  const at = (number: number) => ({ ...row, point: { number, name: `p${number}`, time: 1 } });

  it('has a line for rows that came to the same, and tells what is wrong with how many of them', () => {
    const lines = printMatrix([
      row,
      at(1),
      at(2),
      { ...at(3), place: 'window', outcome: 'lost', wrong: ['so'] },
    ]);
    expect(lines.map((line) => line.trim())).toEqual([
      'f, HMRC answers',
      'not killed',
      'works',
      'killed at 1 to 2, p1 to p2',
      'works',
      'killed at 3, p3',
      'lost <- window',
      'WRONG in 1 of 1: so',
    ]);
  });

  it('takes points as one between which nothing outside changes', () => {
    const names = [
      ...['before: a', 'after: a', 'before: seal tokens', 'after: seal tokens'],
      ...['before: HMRC x', 'after: HMRC x, headers', 'after: HMRC x, body'],
      ...['before: b', 'before: c', 'after: b', 'after: c'],
    ];
    const kept = names.filter((_, index) => !isAsTheNext(names, index + 1));
    expect(kept).toEqual([
      ...['before: a', 'before: HMRC x', 'after: HMRC x, headers'],
      ...['before: b', 'before: c', 'after: b', 'after: c'],
    ]);
  });

  it('knows the window by HMRC’s last answer before the first write', () => {
    const [ask, headers, write] = [
      'before: HMRC oauth/token',
      'after: HMRC oauth/token, headers',
      'before: storeRenewed (with connections)',
    ];
    const names = ['a', ask, headers, 'b', ask, 'c', headers, 'd', write, 'e'];
    const placeAt = (number: number | null) => placeOf(names, /^before: storeRenewed/, number);
    expect(names.map((_, index) => placeAt(index + 1))).toEqual([
      ...['before', 'before', 'before', 'before', 'before', 'asking'],
      ...['window', 'window', 'window', 'kept'],
    ]);
    expect(placeAt(null)).toBe('kept');
    expect(placeOf(names.slice(0, 4), /^before: storeRenewed/, 2)).toBeNull();
  });
});
