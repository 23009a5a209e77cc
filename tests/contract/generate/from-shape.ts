import fc from 'fast-check';
import type { Node } from '../../../packages/hmrc-client/src/shapes/shape.ts';

/** What is generated otherwise than the shape says. */
export interface Choices {
  /** Values of members by their names, instead of those of their shapes. */
  members?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** No amount is larger, so that many of them together are still one that HMRC can state. */
  largestPence?: number;
}

/** Values of a shape, in the client's terms. */
export function arbitraryOf(node: Node, choices: Choices = {}): fc.Arbitrary<unknown> {
  switch (node.kind) {
    case 'money':
      return integers(...amountsOf(node, choices)).filter((pence) => !(node.nonZero && pence === 0));
    case 'number': {
      const scale = 10 ** Math.min(node.decimals, 2);
      const most = 1_000_000;
      const least = Math.ceil(Math.max(node.min, -most) * scale);
      return integers(least, Math.floor(Math.min(node.max, most) * scale)).map((value) => value / scale);
    }
    case 'text':
      return texts(node.pattern);
    case 'choice':
      return fc.constantFrom(...node.values);
    case 'flag':
      return fc.boolean();
    case 'always':
      return fc.constant(node.value);
    case 'date':
      return dates;
    case 'list':
      return fc.array(arbitraryOf(node.of, choices), {
        minLength: node.min,
        // Enough to find faults that a second or third entry brings.
        maxLength: Math.min(node.max, Math.max(node.min, 3)),
      });
    case 'group':
      return groups(node, choices);
    case 'json':
      return fc.constant({});
  }
}

const day = 86_400_000;
const dateOf = (days: number): string => new Date(days * day).toISOString().slice(0, 10);

export function datesBetween(first: string, last: string): fc.Arbitrary<string> {
  return fc.integer({ min: Date.parse(first) / day, max: Date.parse(last) / day }).map(dateOf);
}

/** Days of the years that tax is declared for. */
const dates = datesBetween('2018-04-06', '2028-12-31');

/** Two days, at most some days apart. */
export function ranges(mostDays: number): fc.Arbitrary<{ fromDate: string; toDate: string }> {
  return fc.tuple(dates, fc.integer({ min: 1, max: mostDays })).map(([fromDate, days]) => ({
    fromDate,
    toDate: dateOf(Date.parse(fromDate) / day + days),
  }));
}

/** Anywhere, at the ends, and where most people's figures are. */
function integers(min: number, max: number): fc.Arbitrary<number> {
  const small = { min: Math.max(min, -100_000), max: Math.min(max, 100_000) };
  return fc.oneof(
    fc.integer({ min, max }),
    fc.constantFrom(min, max),
    ...(small.min <= small.max ? [fc.integer(small)] : []),
  );
}

function amountsOf(
  { minPence, maxPence }: Node & { kind: 'money' },
  { largestPence = Infinity }: Choices,
): [min: number, max: number] {
  return [Math.max(minPence, -largestPence), Math.min(maxPence, largestPence)];
}

function texts(pattern: RegExp): fc.Arbitrary<string> {
  if (pattern.source === '^') return fc.stringMatching(/^[A-Za-z0-9 ]{1,30}$/);
  return fc.stringMatching(new RegExp(pattern.source)).filter((text) => pattern.test(text));
}

function groups(node: Node & { kind: 'group' }, choices: Choices): fc.Arbitrary<unknown> {
  const entries = Object.entries(node.members);
  const values = Object.fromEntries(
    entries.map(([name, member]) => [name, choices.members?.[name] ?? arbitraryOf(member.node, choices)]),
  );
  const requiredKeys = entries.filter(([, member]) => member.required).map(([name]) => name);
  const full = fc.record(values, { requiredKeys, noNullPrototype: true });
  if (entries.length < 4) return full;
  // Nearly every record of many optional members has most of them: bodies with few are as common in life.
  const names = entries.map(([name]) => name);
  const sparse = fc
    .tuple(full, fc.subarray(names, { minLength: 1, maxLength: 3 }))
    .map(([record, kept]) =>
      Object.fromEntries(
        Object.entries(record).filter(([name]) => requiredKeys.includes(name) || kept.includes(name)),
      ),
    );
  return fc.oneof(full, sparse);
}
