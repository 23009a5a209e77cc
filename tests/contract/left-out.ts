import type { DocumentedOperation, Example } from './hmrc/documents.ts';

/** Operations in HMRC's files that Quarterday does not have, and why. */
interface LeftOut {
  api: string;
  /** Absent: all of the file. */
  path?: RegExp;
  why: string;
}

const leftOut: readonly LeftOut[] = [
  {
    api: 'individual-calculations-9.0',
    why: 'HMRC marks this version as not released to production; 8.0 is the one in use',
  },
  {
    api: 'property-business-6.0',
    path: /\/(annual|period)\/(non-)?furnished-holiday-lettings\//,
    why: 'historic submissions, for tax years up to 2021-22, which nobody sends any more',
  },
  {
    api: 'self-assessment-bsas-7.0',
    path: /\/self-employment\//,
    why: 'for self-employment; Quarterday is for landlords',
  },
];

/** Examples of requests in HMRC's files that the client is not held against, and why. */
export const examplesLeftOut: readonly {
  api: string;
  method: string;
  path: string;
  name: string;
  why: string;
}[] = [
  {
    api: 'property-business-6.0',
    method: 'PUT',
    path: '/individuals/business/property/uk/{nino}/{businessId}/period/{taxYear}/{submissionId}',
    name: 'Consolidated Expenses request for TY 2024-25',
    why: 'HMRC’s own schema of that tax year refuses it, so that nothing can be learnt from it',
  },
];

export function isExampleLeftOut({ api, method, path }: DocumentedOperation, { name }: Example): boolean {
  return examplesLeftOut.some(
    (one) => one.api === api && one.method === method && one.path === path && one.name === name,
  );
}

/** Why an operation is left out; null where it is to be there. */
export function whyLeftOut(operation: DocumentedOperation): string | null {
  return leftOut.find((one) => isMeant(one, operation))?.why ?? null;
}

/** The reasons that no operation needs. */
export function unusedReasons(operations: readonly DocumentedOperation[]): string[] {
  return leftOut
    .filter((one) => !operations.some((operation) => isMeant(one, operation)))
    .map(({ api, why }) => `${api}: ${why}`);
}

function isMeant(one: LeftOut, { api, path }: DocumentedOperation): boolean {
  return one.api === api && (one.path?.test(path) ?? true);
}
