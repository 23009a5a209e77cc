import fc from 'fast-check';
import { namesIn } from '../../../packages/hmrc-client/src/path-parameters.ts';
import type { ClientOperation } from '../client-operations.ts';
import { bodyOf } from './body-of.ts';
import { arbitraryOf } from './from-shape.ts';
import { generators } from './index.ts';
import type { Body, Generator, Identity } from './generator.ts';
import { tidyExpenses } from './tidy.ts';

const alphanumeric = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));

/** Anybody. */
export const anybody: Identity = {
  nino: fc.stringMatching(/^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/),
  ukBusinessId: fc.stringMatching(/^X[A-Z0-9]IS\d{11}$/),
  foreignBusinessId: fc.stringMatching(/^X[A-Z0-9]IS\d{11}$/),
};

/** Parameters of paths, by the names the client has for them. */
const ofPaths: Readonly<Record<string, fc.Arbitrary<string>>> = {
  calculationId: fc.oneof(fc.uuid({ version: 4 }), fc.stringMatching(/^\d{8}$/)),
  submissionId: fc.uuid({ version: 4 }),
  propertyId: fc.uuid({ version: 4 }),
  lossId: alphanumeric(15),
  claimId: alphanumeric(15),
  checkpointId: alphanumeric(36),
  transactionId: alphanumeric(12),
  chargeReference: fc.stringMatching(/^[A-Z]{2}\d{12}$/),
};

/** Parameters of valid calls of an operation, as the client takes them; the client's own checks have not looked at them. */
export function parametersOf(
  operation: ClientOperation,
  identity: Identity,
  taxYear: string | null,
): fc.Arbitrary<object> {
  const generator: Generator = generators[operation.name] ?? {};
  const path = fc.record(
    Object.fromEntries(
      namesIn(operation.path).map((name) => [name, ofPath(operation, generator, name, identity, taxYear)]),
    ),
  );
  const others = generator.others ?? fc.constant({});
  const body = bodyOf(operation, taxYear);
  // What is generated for a body, which is a group, is an object.
  const values =
    body === null ? fc.constant({}) : (arbitraryOf(body.node, generator.members) as fc.Arbitrary<Body>);
  return fc
    .tuple(path, others, values, picks, identity.ukBusinessId, identity.foreignBusinessId)
    .map(([inPath, besides, value, pick, uk, foreign]) => {
      const own = (params: object): object => ownBusiness(params, uk, foreign);
      if (body === null) return { ...inPath, ...own(besides) };
      const tidied = tidyExpenses({ ...own(value) }, pick);
      return { ...inPath, ...own(besides), ...body.place(generator.tidy?.(tidied, taxYear, pick) ?? tidied) };
    });
}

/** Choices for rules to keep to, taken in turn. */
const picks = fc.array(fc.nat(1_000_000), { minLength: 16, maxLength: 16 }).map((numbers) => {
  let taken = 0;
  return (below: number): number => (numbers[taken++ % numbers.length] ?? 0) % below;
});

/** A business id outside the path is that of the same person's business. */
function ownBusiness(params: object, uk: string, foreign: string): object {
  if (!('businessId' in params) || params.businessId === undefined) return params;
  const type = 'typeOfBusiness' in params ? params.typeOfBusiness : undefined;
  const isForeign = typeof type === 'string' && type.startsWith('foreign');
  return { ...params, businessId: isForeign ? foreign : uk };
}

function ofPath(
  operation: ClientOperation,
  generator: Generator,
  name: string,
  identity: Identity,
  taxYear: string | null,
): fc.Arbitrary<string> {
  if (name === 'nino') return identity.nino;
  if (name === 'businessId') {
    const isForeign = /\/foreign(-property)?\//.test(operation.path);
    return isForeign ? identity.foreignBusinessId : identity.ukBusinessId;
  }
  if (isTaxYear(name)) return fc.constant(taxYear ?? '2025-26');
  const known = generator.path?.[name] ?? ofPaths[name];
  if (known === undefined) throw new Error(`No values are known for {${name}} in ${operation.path}.`);
  return known;
}

export function isTaxYear(name: string): boolean {
  return name.startsWith('taxYear');
}
