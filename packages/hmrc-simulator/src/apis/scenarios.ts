import type { Answer } from '../platform/answer.ts';
import { isRefusalCode, refuse, type RefusalCode } from '../platform/refusals.ts';
import type { AnyCall, OperationFor } from './operation.ts';

/** Values that ask for the ordinary, stateful work, as HMRC's sandbox has them or its pages put them. */
const ORDINARY = new Set(['', 'STATEFUL', 'N/A', 'DEFAULT', 'N/A - DEFAULT']);

/** What `Gov-Test-Scenario` makes of a call; undefined where the ordinary work is to be done. */
export function playScenario<Call extends AnyCall>(
  operation: OperationFor<Call>,
  call: Call,
): Answer | undefined {
  const value = call.header('gov-test-scenario')?.trim() ?? '';
  if (ORDINARY.has(value)) return undefined;
  const { scenarios = {} } = operation;
  const scenario = Object.hasOwn(scenarios, value) ? scenarios[value] : undefined;
  if (scenario === 'default') return undefined;
  if (typeof scenario === 'function') return scenario(call);
  if (typeof scenario === 'object') return refuse(scenario);
  const code = scenario ?? codeFor(operation.codes, value) ?? 'RULE_INCORRECT_GOV_TEST_SCENARIO';
  const status = operation.statuses?.[code];
  return refuse({ code, ...(status !== undefined && { status }) });
}

function codeFor(codes: readonly RefusalCode[], value: string): RefusalCode | undefined {
  const candidates = value === 'NOT_FOUND' ? ['MATCHING_RESOURCE_NOT_FOUND'] : [];
  return [...candidates, value, `RULE_${value}`, `FORMAT_${value}`]
    .filter(isRefusalCode)
    .find((code) => codes.includes(code));
}
