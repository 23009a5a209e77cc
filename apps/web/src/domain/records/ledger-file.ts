/** Reads a ledger out of a CSV file: what each row says, and what is wrong with those that can't be taken. Pure. */
import { CsvError, parse } from 'csv-parse/sync';

import { calendarDate } from '../tax-year.ts';
import { findCountry } from './countries.ts';
import { propertyNameProblem } from './properties.ts';
import {
  dateProblem,
  findCategoryByLabel,
  longestDescription,
  readAmounts,
  shortened,
  textProblem,
  tidied,
  type CategoryKey,
} from './rules.ts';
import { readShare } from './share.ts';

/** A row that can be imported. */
export interface LedgerRow {
  /** Where it starts in the file; the header is line 1. */
  line: number;
  /** `YYYY-MM-DD` */
  date: string;
  property: string;
  /** Where the row says that the property is; null where it does not say. */
  countryCode: string | null;
  category: CategoryKey;
  description: string;
  /** Whole. */
  moneyInPence: number;
  moneyOutPence: number;
  /** The landlord's share of it, in hundredths of a per cent; null where the row does not say. */
  shareBasisPoints: number | null;
}

/** A row that can't be imported, and why. */
export interface RowProblem {
  line: number;
  reasons: string[];
}

export type ReadLedgerResult =
  { ok: true; rows: LedgerRow[]; problems: RowProblem[] } | { ok: false; reason: string };

export const mostFileBytes = 1_000_000;
export const mostFileRows = 10_000;

/** A file with more broken quotation marks than this is not a ledger; each one means reading the rest of it again. */
const mostBrokenQuotes = 10;

/**
 * Rows read at most, those of commas alone included. A row of another length than the header costs csv-parse as much time as
 * a hundred others, and nobody else is served meanwhile.
 */
const mostRecordsRead = 2 * mostFileRows;

const columns = ['Date', 'Property', 'Category', 'Description', 'Money in', 'Money out'] as const;
/** A file of properties abroad says where they are, and one of jointly owned properties what part of each amount is the landlord's. */
const optionalColumns = ['Country', 'Your share'] as const;
type Column = (typeof columns)[number] | (typeof optionalColumns)[number];

/**
 * Reads a whole file.
 *
 * @param today the latest date taken is a year after it
 */
export function readLedgerFile(bytes: Uint8Array, today: string): ReadLedgerResult {
  if (bytes.length > mostFileBytes) return { ok: false, reason: 'The file must be 1 MB or smaller' };
  const text = decode(bytes);
  if (text === undefined) return notCsv;
  const read = readRecords(text);
  if (!read.ok) return read;
  const [header, ...records] = read.records;
  if (!header) return { ok: false, reason: 'The file is empty' };
  const layout = readHeader(header.cells);
  if (!layout.ok) return layout;
  if (records.length === 0 && read.broken.length === 0) {
    return { ok: false, reason: 'The file has a first line with column names, but no rows below it' };
  }
  if (records.length > mostFileRows) {
    return tooManyRows;
  }
  const rows: LedgerRow[] = [];
  const problems: RowProblem[] = read.broken.map((line) => ({ line, reasons: [brokenQuote] }));
  for (const record of records) {
    const result = readRow(record, layout, today);
    if (result.ok) rows.push(result.row);
    else problems.push({ line: record.line, reasons: result.reasons });
  }
  return { ok: true, rows, problems: problems.sort((a, b) => a.line - b.line) };
}

const notCsv = {
  ok: false,
  reason: 'The file must be a CSV file. In a spreadsheet program, save it as “CSV UTF-8 (comma delimited)”',
} as const;
const tooManyRows = {
  ok: false,
  reason: 'The file must have 10,000 rows or fewer. Split it into smaller files',
} as const;
const brokenQuote =
  'A quotation mark (") is in the wrong place or is never closed. Put the whole value in quotation marks, and write each one within it twice';

/** UTF-8, or what older spreadsheet programs on Windows write; nothing where it is no text at all. */
function decode(bytes: Uint8Array): string | undefined {
  // No text has a NUL, but UTF-16 and spreadsheet files are full of them.
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

interface CsvRecord {
  /** Where it starts in the file, from 1. */
  line: number;
  cells: string[];
}

/**
 * Splits a text into records, blank ones left out. Where quotation marks are broken, that one line is given up and reading goes
 * on with the next, so that a stray mark never swallows the rows after it.
 */
function readRecords(
  text: string,
): { ok: true; records: CsvRecord[]; broken: number[] } | { ok: false; reason: string } {
  // One kind of line end: csv-parse counts a `\r\n` within quotation marks as two lines.
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const records: CsvRecord[] = [];
  const broken: number[] = [];
  let linesRead = 0;
  let recordsRead = 0;
  while (linesRead < lines.length) {
    const before = linesRead;
    try {
      parse(lines.slice(before).join('\n'), {
        record_delimiter: '\n',
        skip_empty_lines: true,
        relax_column_count: true, // A row of another length is listed with its reason, and doesn't stop the reading.
        max_record_size: 0, // The file itself is limited.
        to: mostRecordsRead - recordsRead,
        on_record: (cells: string[], { lines: endLine }) => {
          linesRead = before + endLine;
          recordsRead += 1;
          if (cells.some(isFilled)) records.push({ line: linesRead - countLineEnds(cells), cells });
          return null;
        },
      });
      break;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      while (lines[linesRead] === '') linesRead += 1;
      linesRead += 1;
      if (broken.length === mostBrokenQuotes) {
        return {
          ok: false,
          reason: `Quotation marks are broken in many lines, first in line ${broken[0] ?? 1}`,
        };
      }
      broken.push(linesRead);
    }
    if (recordsRead >= mostRecordsRead) break;
  }
  return recordsRead < mostRecordsRead ? { ok: true, records, broken } : tooManyRows;
}

/** Line ends within a record's quoted values. */
const countLineEnds = (cells: readonly string[]) =>
  cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);

/** Which column stands where; `width` counts the empty columns that spreadsheet programs leave at the end, too. */
interface Layout {
  columns: readonly Column[];
  width: number;
}

const isFilled = (cell: string) => cell.trim() !== '';

/** Finds each column by its name, in any order and any capitals. */
function readHeader(cells: readonly string[]): ({ ok: true } & Layout) | { ok: false; reason: string } {
  const byName = new Map<string, Column>(
    [...columns, ...optionalColumns].map((column) => [column.toLowerCase(), column]),
  );
  const found: Column[] = [];
  for (const cell of cells.slice(0, cells.findLastIndex(isFilled) + 1)) {
    const column = byName.get(tidied(cell).toLowerCase());
    if (!column) {
      const name = shortened(tidied(cell), 40);
      return { ok: false, reason: `${expectedHeader} “${name}” is none of these` };
    }
    if (found.includes(column)) return { ok: false, reason: `${expectedHeader} “${column}” is there twice` };
    found.push(column);
  }
  const missing = columns.find((column) => !found.includes(column));
  if (missing) return { ok: false, reason: `${expectedHeader} “${missing}” is missing` };
  return { ok: true, columns: found, width: cells.length };
}

const expectedHeader = `The first line must name these columns, with commas between them: ${columns.join(', ')}.`;

function readRow(
  { line, cells }: CsvRecord,
  layout: Layout,
  today: string,
): { ok: true; row: LedgerRow } | { ok: false; reasons: string[] } {
  const spare = cells.slice(layout.columns.length);
  if (cells.length < layout.columns.length || cells.length > layout.width || spare.some(isFilled)) {
    const reason = `This row has ${cells.length} values, and ${layout.columns.length} are needed. Put a value that contains a comma in quotation marks`;
    return { ok: false, reasons: [reason] };
  }
  const cell = (column: Column) => tidied(cells[layout.columns.indexOf(column)] ?? '');
  const country = cell('Country');
  const countryCode = country === '' ? null : findCountry(country);

  const date = readDate(cell('Date'));
  const property = cell('Property');
  const category = findCategoryByLabel(cell('Category'));
  const description = cell('Description');
  const amounts = readAmounts(cell('Money in'), cell('Money out'));
  const share = cell('Your share') === '' ? undefined : readShare(cell('Your share'));
  const reasons = [
    date === undefined
      ? `Date must be a real date with the day first, like 08/04/2026, not “${shortened(cell('Date'), 40)}”`
      : dateProblem(date, today),
    property === '' ? 'Property is missing' : propertyNameProblem(property),
    category ? undefined : categoryProblem(cell('Category')),
    countryCode === undefined ? `There is no country “${shortened(country, 40)}”` : undefined,
    textProblem('Description', description, longestDescription),
    ...(amounts.ok ? [] : [amounts.moneyIn, amounts.moneyOut]),
    share?.ok === false ? share.reason : undefined,
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0 || date === undefined || !category || !amounts.ok || countryCode === undefined) {
    return { ok: false, reasons };
  }
  const { moneyInPence, moneyOutPence } = amounts;
  return {
    ok: true,
    row: {
      line,
      date,
      property,
      countryCode,
      category: category.key,
      description,
      moneyInPence,
      moneyOutPence,
      shareBasisPoints: share?.ok ? share.shareBasisPoints : null,
    },
  };
}

function categoryProblem(label: string): string {
  return label === '' ? 'Category is missing' : `There is no category “${shortened(label, 60)}”`;
}

/** A date with the day first, `8/4/2026`, or `2026-04-08`. A year of two digits is not guessed at. */
function readDate(text: string): string | undefined {
  const dayFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (dayFirst) return calendarDate(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const yearFirst = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (yearFirst) return calendarDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  return undefined;
}
