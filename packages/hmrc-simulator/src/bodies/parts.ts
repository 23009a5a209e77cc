import { isCalendarDate } from '../dates.ts';
import type { RefusalCode } from '../platform/refusals.ts';
import type { Findings, Part, ValueOf } from './body.ts';

type Parts = Record<string, Part<unknown>>;
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no field at all is what is meant
type NoParts = Record<never, never>;
type Described<Required extends Parts, Optional extends Parts> = {
  [Name in keyof Required]: ValueOf<Required[Name]>;
} & { [Name in keyof Optional]?: ValueOf<Optional[Name]> };

/** An object with fields that have to be there and fields that may be. Unknown fields and empty objects are refused. */
export function object<Required extends Parts, Optional extends Parts = NoParts>(
  required: Required,
  optional?: Optional,
): Part<Described<Required, Optional>> {
  const fields = new Map(Object.entries({ ...optional, ...required }));
  const requiredNames = Object.keys(required);
  const read = (json: unknown, path: string, findings: Findings) => {
    const value: Record<string, unknown> = {};
    if (!isObject(json)) findings.misshapen.push(path);
    else {
      const names = Object.keys(json);
      if (names.length === 0) findings.misshapen.push(path);
      else {
        for (const name of names) {
          const part = fields.get(name);
          if (part) value[name] = part.read(json[name], `${path}/${name}`, findings);
          else findings.misshapen.push(`${path}/${name}`);
        }
        for (const name of requiredNames) {
          if (!Object.hasOwn(json, name)) findings.misshapen.push(`${path}/${name}`);
        }
      }
    }
    // Each field was read by the part that stands for it in the type; a missing one makes the value unused.
    return value as Described<Required, Optional>;
  };
  const write = (value: Described<Required, Optional>) => {
    const json: Record<string, unknown> = {};
    for (const [name, field] of Object.entries<unknown>(value)) {
      if (field !== undefined) json[name] = fields.get(name)?.write(field);
    }
    return json;
  };
  return { read, write };
}

/** An object whose fields may all be left out, though not all at once. */
export function optionals<Optional extends Parts>(optional: Optional): Part<Described<NoParts, Optional>> {
  return object({}, optional);
}

/** An array of alike items, of at least one unless said otherwise. */
export function list<Item>(item: Part<Item>, { min = 1, max = Infinity } = {}): Part<Item[]> {
  return {
    read: (json, path, findings) => {
      if (Array.isArray(json) && json.length >= min && json.length <= max) {
        return json.map((one: unknown, index) => item.read(one, `${path}/${index}`, findings));
      }
      findings.misshapen.push(path);
      return [];
    },
    write: (items) => items.map((one) => item.write(one)),
  };
}

/** The largest amount HMRC takes, in pounds. */
const LARGEST_AMOUNT = 99_999_999_999.99;

interface AmountRange {
  min?: number;
  max?: number;
  /** Zero is refused, as an adjustment that adjusts nothing. */
  nonZero?: boolean;
  code?: RefusalCode;
}
const namedRanges = {
  positive: {},
  signed: { min: -LARGEST_AMOUNT },
  nonZero: { min: -LARGEST_AMOUNT, nonZero: true },
} as const satisfies Record<string, AmountRange>;

/** An amount: pounds with at most two decimals in JSON, integer pence here; from 0 unless a range says otherwise. */
export function amount(range: keyof typeof namedRanges | AmountRange = 'positive'): Part<number> {
  const given: AmountRange = typeof range === 'string' ? namedRanges[range] : range;
  const { min = 0, max = LARGEST_AMOUNT, nonZero = false, code = 'FORMAT_VALUE' } = given;
  const but = nonZero ? ', not 0' : '';
  const message = `The amount has to be between ${min} and ${max}${but}, with at most two decimals`;
  return {
    read: (json, path, findings) => {
      if (typeof json !== 'number') return misshapen(path, findings, 0);
      const pence = Math.round(json * 100);
      if (json < min || json > max || pence / 100 !== json || (nonZero && json === 0)) {
        findings.refusals.push({ code, message, paths: [path] });
      }
      return pence;
    },
    write: (pence) => pence / 100,
  };
}

/** A whole number. */
export function integer(
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
  code: RefusalCode = 'FORMAT_VALUE',
): Part<number> {
  const fits = (value: number) => Number.isInteger(value) && value >= min && value <= max;
  return leaf((json) => (typeof json === 'number' ? json : undefined), 0, fits, code);
}

/** A date that exists, `YYYY-MM-DD`. HMRC names no path with the codes of dates at the top of a body. */
export function date(code: RefusalCode, { withPath = false } = {}): Part<string> {
  return leaf(asText, '', isCalendarDate, code, withPath);
}

/** A text of a form. */
export function text(form: RegExp, code: RefusalCode): Part<string> {
  return leaf(asText, '', (value) => form.test(value), code);
}

/** One of a few words. Their code comes with a path unless HMRC documents it without. */
export function choice<const Word extends string>(
  words: readonly [Word, ...Word[]],
  code: RefusalCode,
  { withPath = true } = {},
): Part<Word> {
  const isWord = (value: string): value is Word => (words as readonly string[]).includes(value); // widened to ask
  return {
    read: (json, path, findings) => {
      if (typeof json === 'string') {
        if (isWord(json)) return json;
        findings.refusals.push(withPath ? { code, paths: [path] } : { code });
      } else findings.misshapen.push(path);
      return words[0]; // a value with findings is never used
    },
    write: (word) => word,
  };
}

/** True or false; with a code, only the given one of the two. */
export function flag(only?: { value: boolean; code: RefusalCode }): Part<boolean> {
  return {
    read: (json, path, findings) => {
      if (typeof json !== 'boolean') return misshapen(path, findings, false);
      if (only && json !== only.value) findings.refusals.push({ code: only.code, paths: [path] });
      return json;
    },
    write: (value) => value,
  };
}

const asText = (json: unknown) => (typeof json === 'string' ? json : undefined);

function leaf<Value>(
  typed: (json: unknown) => Value | undefined,
  unused: Value,
  fits: (value: Value) => boolean,
  code: RefusalCode,
  withPath = true,
): Part<Value> {
  return {
    read: (json, path, findings) => {
      const value = typed(json);
      if (value === undefined) return misshapen(path, findings, unused);
      if (!fits(value)) findings.refusals.push(withPath ? { code, paths: [path] } : { code });
      return value;
    },
    write: (value) => value,
  };
}

function misshapen<Value>(path: string, findings: Findings, unused: Value): Value {
  findings.misshapen.push(path);
  return unused;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
