import fc from 'fast-check';
import { namesIn } from '../../../packages/hmrc-client/src/path-parameters.ts';
import type { ClientOperation } from '../client-operations.ts';
import { bodyOf } from './body-of.ts';
import { arbitraryOf, type Choices } from './from-shape.ts';
import { identifiers } from './identifiers.ts';
import { generators } from './index.ts';
import type { Body, Generator } from './generator.ts';
import { tidyExpenses, withoutEmptyGroups } from './tidy.ts';

/** Parameters of valid calls of an operation, as the client takes them; the client's own checks have not looked at them. */
export function parametersOf(
  operation: ClientOperation,
  taxYear: string | null,
  { largestPence }: Choices = {},
): fc.Arbitrary<object> {
  const generator: Generator = generators[operation.name] ?? {};
  const path = fc.record(
    Object.fromEntries(
      namesIn(operation.path).map((name) => [name, ofPath(operation, generator, name, taxYear)]),
    ),
  );
  const others = generator.others ?? fc.constant({});
  const body = bodyOf(operation, taxYear);
  if (body === null) return fc.tuple(path, others).map(([inPath, besides]) => ({ ...inPath, ...besides }));
  // What is generated for a body, which is a group, is an object.
  const values = arbitraryOf(body.node, {
    ...(generator.members && { members: generator.members }),
    ...(largestPence !== undefined && { largestPence }),
  }) as fc.Arbitrary<Body>;
  return fc.tuple(path, others, values, picks).map(([inPath, besides, value, numbers]) => {
    let taken = 0;
    const pick = (below: number): number => (numbers[taken++ % numbers.length] ?? 0) % below;
    const tidied = tidyExpenses(value, pick);
    const valid = generator.tidy?.(tidied, taxYear, pick) ?? tidied;
    return { ...inPath, ...besides, ...body.place(withoutEmptyGroups(valid)) };
  });
}

/** Choices for rules to keep to, taken in turn. */
const picks = fc.array(fc.nat(1_000_000), { minLength: 16, maxLength: 16 });

function ofPath(
  operation: ClientOperation,
  generator: Generator,
  name: string,
  taxYear: string | null,
): fc.Arbitrary<string> {
  if (name.startsWith('taxYear')) return fc.constant(taxYear ?? '2025-26');
  const known = generator.path?.[name] ?? identifiers[name];
  if (known === undefined) throw new Error(`No values are known for {${name}} in ${operation.path}.`);
  return known;
}
