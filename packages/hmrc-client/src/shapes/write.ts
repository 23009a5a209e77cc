import { HmrcClientError } from '../errors.ts';
import { poundsOfPence } from '../values/pence.ts';
import type { Node, Shape } from './shape.ts';

/**
 * The value as HMRC's JSON text: amounts in pounds, members under HMRC's names and in the order of the shape.
 * @throws HmrcClientError `invalid-figures` where an amount is not integer pence.
 */
export function writeShape<I>(shape: Shape<I, unknown>, value: I): string {
  return JSON.stringify(writeNode(shape.node, value, exactPounds) ?? {});
}

/** HMRC's JSON of a value; undefined where nothing is left to be sent. Never throws for a value of another type. */
function writeNode(node: Node, value: unknown, amount = poundsOfPence): unknown {
  if (value === undefined) return undefined;
  if (node.kind === 'money') return typeof value === 'number' ? amount(value) : value;
  if (node.kind === 'list') {
    if (!Array.isArray(value)) return value;
    const entries = value.map((entry: unknown) => writeNode(node.of, entry, amount));
    // An empty list says nothing, save where HMRC takes one as an answer of its own.
    return entries.length > 0 || node.min === 0 ? entries : undefined;
  }
  if (node.kind !== 'group' || typeof value !== 'object' || value === null) return value;
  return writeGroup(node, value, amount);
}

/** Whether nothing of a value would be written: no value, or a group or list with nothing in it (save a list that may be empty). */
export function isEmpty(node: Node, value: unknown): boolean {
  if (value === undefined) return true;
  if (node.kind === 'list') return Array.isArray(value) && value.length === 0 && node.min > 0;
  if (node.kind !== 'group' || typeof value !== 'object' || value === null) return false;
  for (const name in node.members) {
    const member = node.members[name];
    const given: unknown = Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
    if (member !== undefined && given !== undefined && !isEmpty(member.node, given)) return false;
  }
  return true;
}

function writeGroup(
  node: Node & { kind: 'group' },
  value: object,
  amount: (pence: number) => number,
): unknown {
  const wire: Record<string, unknown> = {};
  let isEmpty = true;
  for (const name in node.members) {
    const member = node.members[name];
    const given: unknown = Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
    if (member === undefined || given === undefined) continue;
    const written = writeNode(member.node, given, amount);
    if (written === undefined) continue;
    put(wire, member.wire, written);
    isEmpty = false;
  }
  return isEmpty ? undefined : wire;
}

function put(wire: Record<string, unknown>, place: readonly string[], written: unknown): void {
  const last = place.length - 1;
  let at = wire;
  for (let step = 0; step < last; step += 1) {
    // Every step on the way down was made here, as an object.
    at = (at[place[step] ?? ''] ??= {}) as Record<string, unknown>;
  }
  at[place[last] ?? ''] = written;
}

function exactPounds(pence: number): number {
  if (!Number.isSafeInteger(pence)) {
    throw new HmrcClientError('invalid-figures', 'Amounts are integer pence: round before they come here.');
  }
  return poundsOfPence(pence);
}
