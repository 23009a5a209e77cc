import { describe, expect, test } from 'vitest';

import { mostFileBytes, mostFileRows, readLedgerFile } from './ledger-file.ts';
import { sampleLedger } from './sample-ledger.ts';

const header = 'Date,Property,Category,Description,Money in,Money out';
const today = '2026-10-06';

const read = (text: string) => readLedgerFile(new TextEncoder().encode(text), today);
const readRows = (...rows: string[]) => read([header, ...rows].join('\n'));

function rowsOf(result: ReturnType<typeof read>) {
  if (!result.ok) throw new Error(result.reason);
  expect(result.problems).toEqual([]);
  return result.rows;
}

function problemsOf(result: ReturnType<typeof read>) {
  if (!result.ok) throw new Error(result.reason);
  return result.problems;
}

const reasonOf = (result: ReturnType<typeof read>) => (result.ok ? undefined : result.reason);

describe('a whole file', () => {
  test('the sample is read without a problem', () => {
    const rows = rowsOf(read(sampleLedger));
    expect(rows).toHaveLength(75);
    expect(rows[12]).toEqual({
      line: 14,
      date: '2026-05-11',
      property: '7 Orchard Close',
      countryCode: null,
      category: 'repairsAndMaintenance',
      description: 'Gutter repair, "Top Roofing" Ltd',
      moneyInPence: 0,
      moneyOutPence: 26_550,
      shareBasisPoints: null,
    });
    expect(rows.map(({ description }) => description)).toContain('Café-style door – new hinge');
  });

  test('reads the same with a byte order mark, Windows line ends and other capitals and order in the header', () => {
    const expected = rowsOf(read(sampleLedger));
    expect(rowsOf(read(`\uFEFF${sampleLedger.replaceAll('\n', '\r\n')}`))).toEqual(expected);
    const turned =
      'MONEY OUT, money in ,description,CATEGORY,property,date\n,12.50,Rent,rental income,Flat,8/4/2026';
    expect(rowsOf(read(turned))).toEqual([
      {
        line: 2,
        date: '2026-04-08',
        property: 'Flat',
        countryCode: null,
        category: 'periodAmount',
        description: 'Rent',
        moneyInPence: 1_250,
        moneyOutPence: 0,
        shareBasisPoints: null,
      },
    ]);
  });

  test('a file of an older Windows spreadsheet keeps its £ and é', () => {
    const text = `${header}\n8/4/2026,Flat,Other allowable property expenses,Caf\xe9,,\xa312.00\n`;
    const rows = rowsOf(readLedgerFile(Buffer.from(text, 'latin1'), today));
    expect(rows[0]).toMatchObject({ description: 'Café', moneyOutPence: 1_200 });
  });

  test('letters composed of two signs are the same as composed ones', () => {
    const [row] = rowsOf(readRows('8/4/2026,Flat,Rental income,Cafe\u0301,1,'));
    expect(row?.description).toBe('Caf\u00e9');
  });

  test('blank lines and empty columns at the end are passed over', () => {
    const rows = rowsOf(
      read(
        `${header},,\n\n8/4/2026,Flat,Rental income,Rent,1,,\n9/4/2026,Flat,Rental income,Rent,1,,,\n,,,,,,,\n   \n`,
      ),
    );
    expect(rows.map(({ line }) => line)).toEqual([3, 4]);
  });

  test.each([
    ['', /empty/],
    ['\n\n', /empty/],
    [header, /no rows/],
    ['8/4/2026,Flat,Rental income,Rent,1,', /first line must name/],
    [header.replace(',Category', ''), /“Category” is missing/],
    [`${header},Notes`, /“Notes” is none of these/],
    [`${header},date`, /“Date” is there twice/],
    [header.replaceAll(',', ';'), /with commas between them/],
    ['PK\u0003\u0004\u0000\u0000', /must be a CSV file/],
  ])('%j is refused as a whole', (text, reason) => {
    expect(reasonOf(read(text))).toMatch(reason);
  });

  test('UTF-16 is refused', () => {
    expect(reasonOf(readLedgerFile(Buffer.from(`\uFEFF${sampleLedger}`, 'utf16le'), today))).toMatch(
      /CSV UTF-8/,
    );
  });

  test('more bytes or rows than the limits is refused', () => {
    expect(reasonOf(readLedgerFile(new Uint8Array(mostFileBytes + 1), today))).toMatch(/1 MB/);
    const row = '8/4/2026,Flat,Rental income,Rent,1,';
    const full = Array.from({ length: mostFileRows }, () => row);
    expect(rowsOf(readRows(...full))).toHaveLength(mostFileRows);
    expect(reasonOf(readRows(...full, row))).toMatch(/10,000 rows/);
    // Blank lines are no rows; rows of nothing but commas are read, and counted.
    expect(rowsOf(readRows(...full, ...full.map(() => '\n')))).toHaveLength(mostFileRows);
    expect(reasonOf(readRows(...full, ...full.map(() => ',,,,,')))).toMatch(/10,000 rows/);
  });
});

describe('a row', () => {
  const row = (
    cells: Partial<Record<'date' | 'category' | 'property' | 'description' | 'in' | 'out', string>>,
  ) =>
    [
      cells.date ?? '8/4/2026',
      cells.property ?? 'Flat',
      cells.category ?? 'Rental income',
      cells.description ?? 'Rent',
      cells.in ?? '1.00',
      cells.out ?? '',
    ]
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(',');

  test.each([
    ['8/4/2026', '2026-04-08'],
    ['08/04/2026', '2026-04-08'],
    ['31/12/2026', '2026-12-31'],
    ['2026-04-08', '2026-04-08'],
    [' 08/04/2026 ', '2026-04-08'],
  ])('takes %j with the day first', (date, expected) => {
    expect(rowsOf(readRows(row({ date })))[0]?.date).toBe(expected);
  });

  test.each([
    [{ date: '31/02/2026' }, /real date with the day first.*“31\/02\/2026”/],
    [{ date: '12/31/2026' }, /real date with the day first/],
    [{ date: '8/4/26' }, /real date with the day first/],
    [{ date: '46120' }, /real date with the day first/],
    [{ date: '' }, /real date with the day first/],
    [{ date: '8/4/1926' }, /1990 or later/],
    [{ date: '8/4/2062' }, /a year from today/],
    [{ property: ' ' }, /Property is missing/],
    [{ property: 'x'.repeat(101) }, /Property must be 100 characters/],
    [{ category: 'Rent' }, /There is no category “Rent”/],
    [{ category: '' }, /Category is missing/],
    [{ description: 'x'.repeat(501) }, /Description must be 500 characters/],
    [{ description: 'a\u0007b' }, /control characters/],
    [{ in: '' }, /Enter an amount in money in or money out/],
    [{ out: '1.00' }, /not both/],
    [{ in: '-5' }, /Enter it as money out/],
    [{ in: '(5.00)' }, /pounds and pence/],
    [{ in: '5.001' }, /2 decimal places/],
  ])('%j is listed with its line and reason', (cells, reason) => {
    const problems = problemsOf(readRows(row({}), row(cells), row({})));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 3, reasons: [expect.stringMatching(reason) as string] });
  });

  test('names everything that is wrong with it', () => {
    const [problem] = problemsOf(readRows(row({ date: 'x', category: 'y', in: 'z' })));
    expect(problem?.reasons).toHaveLength(3);
  });

  test('too few or too many values is listed, not padded or cut', () => {
    const problems = problemsOf(
      readRows('8/4/2026,Flat,Rental income,Rent,1', '8/4/2026,Flat,Rental income,Rent, April,1,', row({})),
    );
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(problems[0]?.reasons[0]).toMatch(/5 values, and 6 are needed/);
    expect(problems[1]?.reasons[0]).toMatch(/7 values, and 6 are needed/);
  });

  test.each(['\n', '\r\n', '\r'])('keeps its line number after values that span lines (%j)', (end) => {
    const lines = [
      header,
      row({ description: `one${end}two${end}three` }),
      '',
      row({ date: 'bad' }),
      row({}),
    ];
    const result = read(lines.join(end));
    expect(problemsOf(result).map(({ line }) => line)).toEqual([6]);
    expect(result.ok && result.rows.map(({ line }) => line)).toEqual([2, 7]);
    expect(result.ok && result.rows[0]?.description).toBe('one two three');
  });

  test('a stray quotation mark spoils its own line alone', () => {
    const result = readRows(
      row({}),
      '8/4/2026,Flat,Rental income,Door 30" wide,1,',
      row({}),
      '8/4/2026,Flat,Rental income,"Rent,1,',
      row({ description: 'said "hello"' }),
      '8/4/2026,Flat,Rental income,"Rent" April,1,',
      row({}),
    );
    expect(problemsOf(result).map(({ line }) => line)).toEqual([3, 5, 7]);
    expect(problemsOf(result)[0]?.reasons[0]).toMatch(/quotation mark/);
    expect(result.ok && result.rows.map(({ line }) => line)).toEqual([2, 4, 6, 8]);
  });

  test('quotation marks broken all over stop the reading', () => {
    const broken = Array.from({ length: 11 }, () => '8/4/2026,Flat,Rental income,30" door,1,');
    expect(reasonOf(readRows(...broken))).toMatch(/first in line 2/);
  });

  test('what looks like a formula is only text', () => {
    const [first] = rowsOf(readRows(row({ description: '=HYPERLINK("https://example.com")' })));
    expect(first?.description).toBe('=HYPERLINK("https://example.com")');
  });
});
