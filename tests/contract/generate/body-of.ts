import type { ClientOperation } from '../client-operations.ts';
import type { Node, Shape } from '../../../packages/hmrc-client/src/shapes/shape.ts';
import type { Body } from './generator.ts';

/** The body of an operation in a tax year: what it is made of, and where it stands among the parameters. */
export interface BodyOf {
  shape: Shape<never, unknown>;
  node: Node;
  /** The parameters that carry a body. */
  place(body: Body): object;
}

/**
 * Finds out by asking: parameters that answer every name with a mark of their own show which of them becomes the body. Null where
 * the operation sends none.
 */
export function bodyOf(operation: ClientOperation, taxYear: string | null): BodyOf | null {
  if (operation.body === undefined) return null;
  const marks = new Map<string, symbol>();
  const asked = new Proxy<object>(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined;
        if (name.startsWith('taxYear')) return taxYear;
        const mark = marks.get(name) ?? Symbol(name);
        marks.set(name, mark);
        return mark;
      },
    },
  );
  const { shape, value } = operation.body(asked);
  const named = (mark: unknown): string | undefined => [...marks].find(([, symbol]) => symbol === mark)?.[0];
  const whole = named(value);
  if (whole !== undefined) {
    return { shape, node: shape.node, place: (body) => ({ [whole]: body }) };
  }
  if (typeof value !== 'object' || value === null) {
    throw new Error(`The body of ${operation.name} is none of its parameters.`);
  }
  // A body whose members are parameters of their own.
  const members = Object.entries(value).flatMap(([member, mark]: [string, unknown]) => {
    const name = named(mark);
    return name === undefined ? [] : [[member, name] as const];
  });
  return {
    shape,
    node: shape.node,
    place: (body) => Object.fromEntries(members.map(([member, name]) => [name, body[member]])),
  };
}
