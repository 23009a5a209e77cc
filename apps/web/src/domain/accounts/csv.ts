/** Writes CSV: commas, `\r\n`, quotes where they are needed and doubled within. */
export function toCsv(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows].map((cells) => `${csvLine(cells)}\r\n`).join('');
}

/** All rows as a table: a column a member, instants in ISO form, lists and objects as JSON. */
export function tableCsv(rows: readonly object[]): string {
  const header = Object.keys(rows[0] ?? {});
  return toCsv(
    header,
    rows.map((row): unknown[] => Object.values(row)),
  );
}

/** A row of the ledger. Money is whole pence. */
export interface LedgerLine {
  /** `YYYY-MM-DD` */
  date: string;
  property: string;
  /** Where the property is, if abroad. */
  country?: string | undefined;
  /** As the page names it. */
  category: string;
  description: string;
  /** Whole, because the import takes the share of them. */
  moneyInPence: number;
  moneyOutPence: number;
  /** In per cent, without the sign; in all rows, or in none where nothing is owned jointly. */
  share?: string | undefined;
}

const ukHeader = ['Date', 'Property', 'Category', 'Description', 'Money in', 'Money out'];

/**
 * Writes the ledger so that it can be imported again: as many files as the import's limits ask for, and rows that are the
 * same, whatever their share, always in one file, because the import adds only as many of them as the ledger does not have yet.
 */
export function ledgerCsvs(
  lines: readonly LedgerLine[],
  limits: { mostRows: number; mostBytes: number },
): string[] {
  const isAbroad = lines.some(({ country }) => country !== undefined);
  const isShared = lines.some(({ share }) => share !== undefined);
  const ledgerHeader = [...ukHeader, ...(isAbroad ? ['Country'] : []), ...(isShared ? ['Your share'] : [])];
  const bySameness = new Map<string, string[]>();
  for (const { share, ...line } of lines) {
    const same = csvLine([
      line.date.split('-').reverse().join('/'),
      line.property,
      line.category,
      line.description,
      pounds(line.moneyInPence),
      pounds(line.moneyOutPence),
      ...(isAbroad ? [line.country] : []),
    ]);
    const twins = bySameness.get(same) ?? [];
    twins.push(isShared ? `${same},${csvCell(share)}` : same);
    bySameness.set(same, twins);
  }
  const files: string[][] = [];
  let file: string[] = [];
  let bytes = 0;
  for (const twins of bySameness.values()) {
    const size = twins.reduce((sum, row) => sum + Buffer.byteLength(row) + 2, 0);
    const isFull = file.length + twins.length > limits.mostRows || bytes + size > limits.mostBytes;
    if (file.length === 0 || isFull) {
      file = [];
      files.push(file);
      bytes = Buffer.byteLength(csvLine(ledgerHeader)) + 2;
    }
    for (const row of twins) file.push(row);
    bytes += size;
  }
  return (files.length > 0 ? files : [[]]).map((part) =>
    [csvLine(ledgerHeader), ...part].map((row) => `${row}\r\n`).join(''),
  );
}

/** `1150.00`, and nothing for nothing. */
function pounds(pence: number): string {
  if (pence === 0) return '';
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const csvLine = (cells: readonly unknown[]) => cells.map(csvCell).join(',');

function csvCell(value: unknown): string {
  const text = asText(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
