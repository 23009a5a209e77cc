import { describe, expect, it } from 'vitest';
import { type HistoryRow, readHistory } from './history.ts';

const row = (kind: string, at: string, reason: string | null = null): HistoryRow => ({
  at: new Date(`${at}T12:00:00Z`),
  kind,
  reason,
  correlationId: `${kind} ${at}`,
});

/** In short: what is told, and when. */
const told = (rows: HistoryRow[]) =>
  readHistory(rows).map((entry) =>
    entry.kind === 'renewals' && 'count' in entry
      ? `${entry.count} from ${entry.from.toISOString().slice(0, 10)} to ${entry.to.toISOString().slice(0, 10)}`
      : `${entry.kind} ${'at' in entry ? entry.at.toISOString().slice(0, 10) : ''}`,
  );

const renewals = (...dates: string[]) => dates.map((date) => row('renewed', date));

describe('a history of a connection', () => {
  it('tells three renewals one by one, the newest, and counts older ones', () => {
    const rows = [
      ...renewals('2027-05-09', '2027-05-08', '2027-05-07', '2027-05-06', '2027-05-05', '2027-05-04'),
      row('connected', '2027-05-03'),
    ];
    expect(told(rows)).toEqual([
      'renewed 2027-05-09',
      'renewed 2027-05-08',
      'renewed 2027-05-07',
      '3 from 2027-05-04 to 2027-05-06',
      'connected 2027-05-03',
    ]);
  });

  it('counts apart what something else came between, and tells one alone as it is', () => {
    const rows = [
      ...renewals('2027-05-09', '2027-05-08', '2027-05-07'),
      row('reconnected', '2027-05-06'),
      row('expired', '2027-05-05', 'token-refused'),
      ...renewals('2027-05-04', '2027-05-03'),
      row('held', '2027-05-02', 'authority-ended'),
      ...renewals('2027-05-01'),
      row('connected', '2027-04-30'),
    ];
    expect(told(rows).slice(3)).toEqual([
      'reconnected 2027-05-06',
      'expired 2027-05-05',
      '2 from 2027-05-03 to 2027-05-04',
      'held 2027-05-02',
      'renewed 2027-05-01',
      'connected 2027-04-30',
    ]);
  });

  it('keeps HMRC’s reference with each that is told', () => {
    expect(readHistory(renewals('2027-05-09'))).toMatchObject([{ correlationId: 'renewed 2027-05-09' }]);
  });

  it('is empty where there is nothing', () => {
    expect(readHistory([])).toEqual([]);
  });
});

describe('why a connection expired', () => {
  const expiredOn = (date: string, reason = 'authority-ended', more: HistoryRow[] = []) => {
    const [entry] = readHistory([row('expired', date, reason), ...more]);
    return entry && 'why' in entry ? entry.why : null;
  };
  const connected = [row('connected', '2026-10-06')];

  it.each([
    ['2027-03-01', /most likely it was withdrawn/i],
    ['2028-04-06', /its 18 months are over/],
    ['2029-01-01', /its 18 months are over/],
    // A consent may have come just before midnight, and the connection just after.
    ['2028-04-05', /Either its 18 months are over, or it was withdrawn/],
  ])('on %s, of an authority that was given on 6 October 2026', (date, words) => {
    expect(expiredOn(date, 'authority-ended', connected)).toMatch(words);
  });

  it('is told in general words where nobody knows when the authority was given', () => {
    expect(expiredOn('2027-03-01')).toMatch(/Either its 18 months are over, or it was withdrawn/);
  });

  it('counts from the newest consent before it', () => {
    const rows = [row('reconnected', '2027-10-06'), ...connected];
    expect(expiredOn('2028-04-07', 'authority-ended', rows)).toMatch(/most likely it was withdrawn/i);
  });

  it('is not told of one that is only held', () => {
    expect(readHistory([row('held', '2027-03-01', 'authority-ended')])).toMatchObject([{ why: null }]);
  });
});
