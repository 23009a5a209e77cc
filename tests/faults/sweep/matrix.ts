import { type Row } from './rows.ts';

/** Rows that came to the same, one after another, as one line; the window between HMRC's answer and its first write by itself. */
export function printMatrix(rows: readonly Row[]): string[] {
  const lines: string[] = [];
  let heading = '';
  for (const group of groupRows(rows)) {
    const [first] = group;
    if (!first) continue;
    const title = `${first.flow}, HMRC ${first.mode}`;
    if (title !== heading) lines.push(title);
    heading = title;
    lines.push(
      `  ${describePoints(group)}`,
      `    ${first.outcome}${first.place === 'window' ? ' <- window' : ''}`,
    );
    lines.push(...problemsOf(group).map((problem) => `    WRONG ${problem}`));
  }
  return lines;
}

function problemsOf(group: readonly Row[]): string[] {
  const rows = new Map<string, number>();
  for (const problem of group.flatMap(({ wrong }) => wrong)) rows.set(problem, (rows.get(problem) ?? 0) + 1);
  return [...rows].map(([problem, times]) => `in ${times} of ${group.length}: ${problem}`);
}

function groupRows(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let last = '';
  for (const row of rows) {
    const { flow, mode, outcome } = row;
    const key = [flow, mode, outcome, row.place === 'window', row.point === null].join('\n');
    if (key === last) groups.at(-1)?.push(row);
    else groups.push([row]);
    last = key;
  }
  return groups;
}

function describePoints(group: readonly Row[]): string {
  const [first, last] = [group[0]?.point, group.at(-1)?.point];
  if (!first || !last) return 'not killed';
  return first.number === last.number
    ? `killed at ${first.number}, ${first.name}`
    : `killed at ${first.number} to ${last.number}, ${first.name} to ${last.name}`;
}
