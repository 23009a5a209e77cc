import type { Answer } from './answer.ts';
import { businessRuleCodes } from './codes/business-rules.ts';
import { formatCodes } from './codes/formats.ts';
import { platformCodes } from './codes/platform.ts';
import { yearEndRuleCodes } from './codes/year-end-rules.ts';

/** Every code the simulator refuses with: its usual HTTP status, and a message in our own words. */
const refusalTable = { ...platformCodes, ...formatCodes, ...businessRuleCodes, ...yearEndRuleCodes };

export type RefusalCode = keyof typeof refusalTable;

/** One reason for refusing a request, with HMRC's paths of the fields it is about. */
export interface Refusal {
  code: RefusalCode;
  /** Where HMRC documents another status than the code's usual one for the operation. */
  status?: number;
  message?: string;
  paths?: string[];
}

/** True for a code that the simulator has a status and a message for. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalTable, code);
}

/** The message of a code, for faults that name it; undefined for a code the simulator has none for. */
export function messageOf(code: string): string | undefined {
  return isRefusalCode(code) ? refusalTable[code][1] : undefined;
}

/** The usual status of a code; undefined for a code the simulator has none for. */
export function statusOf(code: string): number | undefined {
  return isRefusalCode(code) ? refusalTable[code][0] : undefined;
}

/** HMRC's answer for one or several reasons: several come as `INVALID_REQUEST` with the reasons inside, sorted by code. */
export function refuse(...refusals: [Refusal, ...Refusal[]]): Answer {
  const [first] = refusals;
  // A body that is no JSON at all hides everything else that may be wrong.
  const broken = refusals.find(({ code }) => code === 'INVALID_REQUEST');
  const merged = broken ? [broken] : mergePaths(refusals);
  if (merged.length === 1) {
    const [only = first] = merged;
    return { status: only.status ?? refusalTable[only.code][0], body: toBody(only) };
  }
  return {
    status: 400,
    body: { ...toBody({ code: 'INVALID_REQUEST' }), errors: merged.map(toBody) },
  };
}

function toBody({ code, message, paths }: Refusal) {
  return { code, message: message ?? refusalTable[code][1], ...(paths && { paths }) };
}

// HMRC reports one code once, with every field it is about; two messages of one code stay apart.
function mergePaths(refusals: readonly Refusal[]): Refusal[] {
  const merged = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const key = `${refusal.code} ${refusal.message ?? ''}`;
    const earlier = merged.get(key);
    if (!earlier) merged.set(key, { ...refusal });
    else if (refusal.paths) earlier.paths = [...(earlier.paths ?? []), ...refusal.paths];
  }
  return [...merged.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
