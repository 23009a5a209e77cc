import { z } from 'zod';
import type { HmrcError } from '../result.ts';

const mostErrors = 100;

const paths = z
  .array(z.unknown())
  .transform((values) => values.filter((value) => typeof value === 'string').slice(0, mostErrors))
  .catch([]);
const text = (longest: number) =>
  z
    .string()
    .transform((value) => value.slice(0, longest))
    .catch('');

const one = z.object({ code: z.string().min(1).max(200), message: text(1000), paths });
const several = z.object({ errors: z.array(z.unknown()).nonempty() });
/** The token endpoint's shape (RFC 6749, 5.2). */
const oauth = z.object({ error: z.string().min(1).max(200), error_description: text(1000) });

/**
 * Every error in a refusal's body. HMRC writes one as `{code, message, paths?}`, several as `{code: "INVALID_REQUEST",
 * errors: [...]}`, where the outer code says nothing of its own, and the token endpoint as `{error, error_description}`.
 * Anything else, HTML included, holds none.
 */
export function errorsIn(body: string): HmrcError[] {
  const json = parseJson(body);
  const inner = several.safeParse(json);
  if (inner.success) {
    const errors = inner.data.errors.slice(0, mostErrors).flatMap(readOne);
    if (errors.length > 0) return errors;
  }
  return readOne(json);
}

function readOne(json: unknown): HmrcError[] {
  const platform = one.safeParse(json);
  if (platform.success) return [platform.data];
  const token = oauth.safeParse(json);
  if (token.success) {
    return [{ code: token.data.error, message: token.data.error_description, paths: [] }];
  }
  return [];
}

/** HMRC's own JSON stays far above it. Far below it, whatever walks a value level by level would run out of stack. */
const deepest = 100;

/** Undefined where the text is no JSON, or is nested as nothing of HMRC's is. */
export function parseJson(body: string): unknown {
  if (isTooDeep(body)) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Looks at brackets outside strings alone; whether the text is JSON at all is not its matter. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) isInString = !isInString;
    else if (isInString) at += character === backslash ? 1 : 0;
    else if (character === openObject || character === openList) depth += 1;
    else if (character === closeObject || character === closeList) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
