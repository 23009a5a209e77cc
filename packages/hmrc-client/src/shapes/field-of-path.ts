import type { Node, Shape } from './shape.ts';

/**
 * Our name of the field behind a path of HMRC's, such as `expenses.otherPence` for `/expenses/other` or `foreignProperty.0.countryCode`;
 * null for a path that the shape does not have.
 */
export function fieldOfPath(shape: Shape<never, unknown>, path: string): string | null {
  const steps = path.split('/').slice(1);
  const names = namesOf(shape.node, steps);
  return names === null || names.length === 0 ? null : names.join('.');
}

function namesOf(node: Node, steps: readonly string[]): string[] | null {
  const [first] = steps;
  if (first === undefined) return [];
  if (node.kind === 'list') {
    if (!/^\d+$/.test(first)) return null;
    const deeper = namesOf(node.of, steps.slice(1));
    return deeper && [first, ...deeper];
  }
  if (node.kind !== 'group') return null;
  for (const [name, member] of Object.entries(node.members)) {
    if (!member.wire.every((step, index) => step === steps[index])) continue;
    const deeper = namesOf(member.node, steps.slice(member.wire.length));
    if (deeper) return [name, ...deeper];
  }
  return null;
}
