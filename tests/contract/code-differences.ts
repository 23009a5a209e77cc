import { statusOf } from '../../packages/hmrc-simulator/src/platform/refusals.ts';
import type { Operation } from '../../packages/hmrc-simulator/src/apis/operation.ts';
import { type DocumentedOperation, documentedCodes } from './hmrc/documents.ts';

/** Of the sandbox alone, and no matter of an operation. */
const sandboxOnly = 'RULE_INCORRECT_GOV_TEST_SCENARIO';

/** Codes that only the simulator has or only HMRC's file, and those that come with other statuses. */
export function codeDifferences(
  documented: DocumentedOperation,
  { codes, statuses = {} }: Pick<Operation, 'codes' | 'statuses'>,
): string[] {
  const known = documentedCodes(documented);
  return [
    ...codes.flatMap((code) => {
      const own = known.filter((one) => one.code === code).map(({ status }) => status);
      const status = statuses[code] ?? statusOf(code);
      if (own.length === 0) return [`${code} is not documented`];
      return status !== undefined && own.includes(status)
        ? []
        : [`${code} comes with ${status ?? 'no status'}, and not with ${own.join(' or ')}`];
    }),
    ...known
      .filter(({ code, isShown }) => isShown && !codes.some((one) => one === code) && code !== sandboxOnly)
      .map(({ code }) => `${code} is missing`),
  ];
}
