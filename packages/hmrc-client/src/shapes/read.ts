import { z } from 'zod';
import { penceOfPounds } from '../values/pence.ts';
import type { Node, Shape } from './shape.ts';

type Complain = (message: string, path: readonly (string | number)[]) => void;

/**
 * Reads HMRC's JSON of a shape: amounts as pence, members under our names. Fields we do not know are left aside, new words where
 * HMRC has a list of them are taken, null counts as left out.
 */
export function reads<O>(shape: Shape<never, O>): z.ZodType<O> {
  return z.unknown().transform((value, context) => {
    const complain: Complain = (message, path) => {
      context.addIssue({ code: 'custom', message, path: [...path] });
    };
    // What the node read without a complaint has the type that was derived from the same description.
    return readNode(shape.node, value, [], complain) as O;
  });
}

function readNode(
  node: Node,
  value: unknown,
  path: readonly (string | number)[],
  complain: Complain,
): unknown {
  switch (node.kind) {
    case 'money': {
      const pence = typeof value === 'number' ? penceOfPounds(value) : null;
      if (pence === null) complain('not an amount', path);
      return pence;
    }
    case 'number':
      if (typeof value !== 'number') complain('not a number', path);
      return value;
    case 'text':
      // Ids and codes of HMRC's are texts of digits, and some of its examples write them as numbers.
      if (Number.isSafeInteger(value)) return String(value);
      if (typeof value !== 'string') complain('not a text', path);
      return value;
    case 'choice':
    case 'date':
      if (typeof value !== 'string') complain('not a text', path);
      return value;
    case 'flag':
    case 'always':
      if (typeof value !== 'boolean') complain('neither true nor false', path);
      return value;
    case 'list':
      if (!Array.isArray(value)) {
        complain('not a list', path);
        return [];
      }
      return value.map((entry: unknown, index) => readNode(node.of, entry, [...path, index], complain));
    case 'group':
      return readGroup(node, value, path, complain);
    case 'json':
      return value;
  }
}

function readGroup(
  node: Node & { kind: 'group' },
  value: unknown,
  path: readonly (string | number)[],
  complain: Complain,
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    complain('not an object', path);
    return {};
  }
  const read: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(node.members)) {
    const place = [...path, ...member.wire];
    const found = valueAt(value, member.wire);
    if (found === blocked) complain('not an object', place);
    else if (found !== undefined && found !== null)
      read[name] = readNode(member.node, found, place, complain);
    else if (member.required) complain('missing', place);
  }
  return read;
}

/** Stands for a value that cannot be where it is looked for, since something else is in the way. */
const blocked = Symbol('blocked');

function valueAt(value: object, wire: readonly string[]): unknown {
  let at: unknown = value;
  for (const step of wire) {
    if (at === undefined || at === null) return undefined;
    if (typeof at !== 'object' || Array.isArray(at)) return blocked;
    at = Object.hasOwn(at, step) ? at[step as keyof typeof at] : undefined;
  }
  return at;
}
