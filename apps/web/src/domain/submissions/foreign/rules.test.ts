import { describe, expect, it } from 'vitest';

import { isOver, type ListedProperty, matchListed, registrationOf, type RegistrationRow } from './rules.ts';

const row = (change: Partial<RegistrationRow> = {}): RegistrationRow => ({
  propertyId: 'villa',
  taxYear: '2026-27',
  hmrcPropertyId: 'AAA',
  nameAtHmrc: 'Villa Sol',
  endDate: null,
  endReason: null,
  seenAt: new Date(0),
  ...change,
});

describe('what HMRC has of a property in a tax year', () => {
  it('is what it said of that year, or else of the last one before', () => {
    const rows = [row(), row({ taxYear: '2028-29', nameAtHmrc: 'Later' })];
    const nameIn = (taxYear: string) => {
      const registration = registrationOf(rows, 'villa', taxYear);
      return 'nameAtHmrc' in registration ? registration.nameAtHmrc : registration.kind;
    };
    expect(['2025-26', '2026-27', '2027-28', '2028-29', '2029-30'].map(nameIn)).toEqual([
      'none',
      'Villa Sol',
      'Villa Sol',
      'Later',
      'Later',
    ]);
    expect(registrationOf(rows, 'other', '2026-27')).toEqual({ kind: 'none' });
  });

  it('is not known while it was to be registered without an answer, and nothing where HMRC’s list had none', () => {
    const asked = row({ hmrcPropertyId: null, seenAt: null });
    expect(registrationOf([asked], 'villa', '2026-27').kind).toBe('unanswered');
    expect(registrationOf([asked], 'villa', '2027-28').kind).toBe('none');
    expect(registrationOf([row({ hmrcPropertyId: null })], 'villa', '2026-27').kind).toBe('none');
  });

  it.each([
    [null, '2026-27', false],
    [{ date: '2026-04-06', reason: 'disposal' }, '2026-27', false],
    [{ date: '2026-04-05', reason: 'disposal' }, '2026-27', true],
    [{ date: '2026-09-30', reason: 'disposal' }, '2027-28', true],
    [{ date: '2026-09-30', reason: 'added-in-error' }, '2026-27', true],
  ] as const)('with the end %j is over in %s: %s', (end, taxYear, expected) => {
    expect(isOver(end, taxYear)).toBe(expected);
  });
});

describe('HMRC’s list and our properties', () => {
  const ours = [
    { id: 'villa', name: 'Villa Sol', countryCode: 'ESP' },
    { id: 'gite', name: 'Gîte', countryCode: 'FRA' },
  ];
  const listed = (propertyId: string, propertyName: string, countryCode: string): ListedProperty => ({
    propertyId,
    propertyName,
    countryCode,
  });
  const match = (all: ListedProperty[], rows: RegistrationRow[] = []) => [...matchListed(all, ours, rows)];

  it('are matched by the id that was seen before, whatever the name and the letters', () => {
    expect(match([listed('aaa', 'Renamed elsewhere', 'ESP')], [row()])).toEqual([[0, 'villa']]);
  });

  it('are matched by country and name, whatever the capitals and spaces', () => {
    expect(match([listed('1', ' villa  SOL', 'ESP'), listed('2', 'GÎTE', 'FRA')])).toEqual([
      [0, 'villa'],
      [1, 'gite'],
    ]);
  });

  it('are not matched in another country, nor twice', () => {
    expect(match([listed('1', 'Villa Sol', 'PRT')])).toEqual([]);
    expect(match([listed('aaa', 'Villa Luna', 'ESP'), listed('2', 'Villa Sol', 'ESP')], [row()])).toEqual([
      [0, 'villa'],
    ]);
  });

  it('are matched by the name under which one was to be registered, though it has another by now', () => {
    const asked = row({ hmrcPropertyId: null, seenAt: null, nameAtHmrc: 'Casa' });
    expect(match([listed('1', 'Casa', 'ESP')], [asked])).toEqual([[0, 'villa']]);
  });
});
