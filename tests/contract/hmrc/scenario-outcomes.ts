import { type DocumentedOperation, documentedCodes } from './documents.ts';
import { codeOfScenario } from './scenarios.ts';

/** What a scenario is to be answered with. For the ordinary work, what is held decides. */
export type Outcome = { kind: 'refusal'; code: string } | { kind: 'success' } | { kind: 'ordinary work' };

/** Scenarios that HMRC's tables describe as refusals, with names that do not tell the code. */
export const namedOtherwise: readonly {
  value: RegExp;
  path: RegExp;
  code: string;
  /** The value and the operations, for people. */
  named: string;
  of: string;
  why: string;
}[] = [
  {
    value: /^BVR_/,
    named: 'BVR_*',
    of: 'the End of Period Statement',
    path: /^\/individuals\/business\/end-of-period-statement\//,
    code: 'RULE_BUSINESS_VALIDATION_FAILURE',
    why: 'the business rule that is broken; all of them have one code',
  },
  {
    value: /^FOREIGN_PROPERTY$/,
    named: 'FOREIGN_PROPERTY',
    of: 'UK property',
    path: /^\/individuals\/business\/property\/uk\//,
    code: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    why: 'a business of the other type',
  },
  {
    value: /^UK_PROPERTY$/,
    named: 'UK_PROPERTY',
    of: 'foreign property',
    path: /^\/individuals\/business\/property\/foreign\//,
    code: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    why: 'a business of the other type',
  },
  {
    value: /^NOT_UK_PROPERTY$/,
    named: 'NOT_UK_PROPERTY',
    of: 'summaries of UK property',
    path: /^\/individuals\/self-assessment\/adjustable-summary\/.*\/uk-property\//,
    code: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    why: 'a summary of another type of business',
  },
];

export function outcomeOf(documented: DocumentedOperation, value: string | null): Outcome {
  if (value === null || value === 'STATEFUL') return { kind: 'ordinary work' };
  const codes = documentedCodes(documented).map(({ code }) => code);
  const code =
    namedOtherwise.find((one) => one.value.test(value) && one.path.test(documented.path))?.code ??
    codeOfScenario(value, codes);
  return code === null ? { kind: 'success' } : { kind: 'refusal', code };
}
