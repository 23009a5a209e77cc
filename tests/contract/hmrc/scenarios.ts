import { readYears, type YearRange } from './tax-years.ts';

/** A value of `Gov-Test-Scenario` that HMRC documents for an operation. */
export interface Scenario {
  /** The header's value; null for none, which is a scenario too. */
  value: string | null;
  /** The tax years it is for; null for all. */
  years: YearRange | null;
}

/** Reads the table of scenarios in an operation's description. */
export function readScenarios(description: string): Scenario[] {
  const lines = description.split('\n');
  // One of the tables lacks the bar that starts its first line.
  const head = lines.findIndex((line) => /\|?[^|]*\|?\s*Header Value \(Gov.Test.Scenario\)\s*\|/i.test(line));
  if (head === -1) return [];
  const names = cellsOf(lines[head] ?? '');
  const valueColumn = names.findIndex((name) => /^Header Value/i.test(name));
  const yearColumn = names.findIndex((name) => /^Tax years?$/i.test(name));
  const scenarios: Scenario[] = [];
  for (const line of lines.slice(head + 2)) {
    if (!line.includes('|')) break;
    const cells = cellsOf(line);
    const value = cells[valueColumn] ?? '';
    const years = yearColumn === -1 ? firstYearIn(line) : readYears(cells[yearColumn] ?? '');
    if (value.startsWith('N/A')) scenarios.push({ value: null, years });
    else if (/^[A-Z0-9_]+$/.test(value)) scenarios.push({ value, years });
    else throw new Error(`A row of a table of scenarios cannot be read: ${line}`);
  }
  return scenarios;
}

/** A row may say in words from which tax year on its value is known; for earlier ones HMRC refuses it. */
function firstYearIn(line: string): YearRange | null {
  const [, year] = /starting (20\d\d)-\d\d onwards.*RULE_INCORRECT_GOV_TEST_SCENARIO/.exec(line) ?? [];
  return year === undefined ? null : { from: Number(year), to: null };
}

function cellsOf(line: string): string[] {
  const cells = line.split('|').map((cell) => cell.trim());
  return cells[0] === '' ? cells.slice(1) : cells;
}

/**
 * The refusal that a scenario's name tells of, out of those documented for its operation; null where it is that of a success or
 * tells too little. HMRC leaves the beginning of the code out, sometimes its end, and sometimes puts the kind of business before it.
 */
export function codeOfScenario(value: string, codes: readonly string[]): string | null {
  const prefixes = ['', 'RULE_', 'FORMAT_', 'NO_', 'CLIENT_NOT_MTD_'];
  const exact = prefixes.map((prefix) => prefix + value).find((code) => codes.includes(code));
  if (exact !== undefined) return exact;
  if (value === 'NOT_FOUND') return 'MATCHING_RESOURCE_NOT_FOUND';
  if (value === 'NOT_ENROLLED' && codes.includes('CLIENT_NOT_MTD_ENROLLED')) return 'CLIENT_NOT_MTD_ENROLLED';
  const begun = codes.filter((code) => code.startsWith(`RULE_${value}_`));
  if (begun.length === 1) return begun[0] ?? null;
  const ended = codes.filter(
    (code) => code.startsWith('RULE_') && value.endsWith(`_${code.slice('RULE_'.length)}`),
  );
  return ended.length === 1 ? (ended[0] ?? null) : null;
}
