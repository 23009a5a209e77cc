import type { HmrcClientConfig } from './client-types.ts';
import { isKnownCode } from './meanings/meaning-of.ts';
import type { HmrcResult } from './result.ts';
import type { WireAnswer } from './transport/wire.ts';

/** HMRC chooses codes and dates: what is remembered of them is bounded. */
const mostRemembered = 1000;

export interface Observers {
  sawAnswer(operation: string, answer: WireAnswer): void;
  sawResult(operation: string, result: HmrcResult<unknown>): void;
}

/** Tells the configuration's callbacks what is worth a look, once each. */
export function createObservers({ onUnknownCode, onDeprecation }: HmrcClientConfig): Observers {
  const seen = new Set<string>();
  const isNew = (key: string): boolean => {
    if (seen.has(key) || seen.size >= mostRemembered) return false;
    seen.add(key);
    return true;
  };
  return {
    sawAnswer: (operation, { headers }) => {
      if (onDeprecation === undefined) return;
      const deprecation = headers.get('deprecation');
      if (deprecation === null) return;
      if (!isNew(`deprecation ${operation} ${deprecation}`)) return;
      const [sunset, link] = [headers.get('sunset'), headers.get('link')];
      quietly(() => onDeprecation({ operation, deprecation, sunset, link }));
    },
    sawResult: (operation, result) => {
      if (result.ok || onUnknownCode === undefined) return;
      const { errors, status } = result.failure;
      for (const { code } of errors) {
        if (status === null || isKnownCode(code, operation) || !isNew(`code ${code}`)) continue;
        quietly(() => onUnknownCode({ code, status, operation }));
      }
    },
  };
}

/** HMRC's answer must reach the caller even where a logger fails, at once or later. */
function quietly(tell: () => void | Promise<void>): void {
  try {
    Promise.resolve(tell()).catch(() => undefined);
  } catch {
    // The callback's own fault, and nobody here could mend it.
  }
}
