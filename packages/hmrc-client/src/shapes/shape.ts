/**
 * A description of a JSON value of HMRC's, as plain data: what it may hold, under which of our names, and with which code HMRC
 * refuses it otherwise. One description serves to check, to write and to read (`check.ts`, `write.ts`, `read.ts`).
 */
export type Node =
  | { kind: 'money'; minPence: number; maxPence: number; nonZero: boolean; code: string }
  | { kind: 'number'; min: number; max: number; decimals: number; code: string }
  | { kind: 'text'; pattern: RegExp; code: string }
  | { kind: 'choice'; values: readonly string[]; code: string }
  | { kind: 'flag' }
  | { kind: 'always'; value: true; code: string }
  | { kind: 'date'; code: string }
  | { kind: 'list'; of: Node; min: number; max: number }
  | { kind: 'group'; members: Readonly<Record<string, MemberNode>> }
  | { kind: 'json' };

export interface MemberNode {
  node: Node;
  /** HMRC's names from the group down to the value: more than one where we lift a value out of an object of HMRC's. */
  wire: readonly string[];
  /** The same as a JSON pointer. */
  pointer: string;
  required: boolean;
}

/** A description with the types of the value we take (`In`) and of the value we give (`Out`). */
export interface Shape<In, Out = In> {
  readonly node: Node;
  /** Never there: carries the types alone. */
  readonly types?: (value: In) => Out;
}

/** The type of the values that a shape takes. */
export type In<S> = S extends Shape<infer I, unknown> ? I : never;
/** The type of the values that a shape reads out of HMRC's answers. */
export type Out<S> = S extends Shape<never, infer O> ? O : never;

type AnyShape = Shape<never, unknown>;

export interface Member<S extends AnyShape, Required extends boolean> {
  shape: S;
  wire: string | undefined;
  required: Required;
}

type Members = Readonly<Record<string, Member<AnyShape, boolean>>>;
type Names<M extends Members, Required extends boolean> = {
  [K in keyof M]: M[K]['required'] extends Required ? K : never;
}[keyof M];

// Each maps names of `M` itself, and none renames: so an editor finds what is written above a member of a group, in the package too.
// `& {}` has the editor write the members out, where it would else write the name of the type.
type InOf<M extends Members, K extends keyof M> = { -readonly [Name in K]: In<M[Name]['shape']> };
type OptionalInOf<M extends Members, K extends keyof M> = { -readonly [Name in K]?: In<M[Name]['shape']> };
type OutOf<M extends Members, K extends keyof M> = { -readonly [Name in K]: Out<M[Name]['shape']> };
type OptionalOutOf<M extends Members, K extends keyof M> = { -readonly [Name in K]?: Out<M[Name]['shape']> };
type Flat<T> = { [Name in keyof T]: T[Name] } & {};
type GroupIn<M extends Members> = Flat<InOf<M, Names<M, true>> & OptionalInOf<M, Names<M, false>>>;
type GroupOut<M extends Members> = Flat<OutOf<M, Names<M, true>> & OptionalOutOf<M, Names<M, false>>>;

/** The shape of an object. Keeps the members' types, which declarations then hold once, with what is written above each. */
export interface GroupShape<M extends Members> extends Shape<GroupIn<M>, GroupOut<M>> {
  readonly node: Node & { kind: 'group' };
}

export interface ListShape<S extends AnyShape> extends Shape<In<S>[], Out<S>[]> {
  readonly node: Node & { kind: 'list' };
}

/** A member that must be there. `wire` is HMRC's name where it is not ours without `Pence`; dots step into HMRC's objects. */
export function required<S extends AnyShape>(shape: S, wire?: string): Member<S, true> {
  return { shape, wire, required: true };
}

/** A member that may be left out. An optional group or list with nothing in it is left out on the wire. */
export function optional<S extends AnyShape>(shape: S, wire?: string): Member<S, false> {
  return { shape, wire, required: false };
}

/** An object. HMRC's name of a member is ours, without `Pence` for an amount. The order is the order on the wire. */
export function group<M extends Members>(members: M): GroupShape<M> {
  const nodes = Object.entries(members).map(([name, { shape, wire, required: isRequired }]) => {
    const place = (wire ?? name.replace(/Pence$/, '')).split('.');
    return [
      name,
      { node: shape.node, wire: place, pointer: `/${place.join('/')}`, required: isRequired },
    ] as const;
  });
  return { node: { kind: 'group', members: Object.fromEntries(nodes) } };
}

export function list<S extends AnyShape>(of: S, size: { min?: number; max?: number } = {}): ListShape<S> {
  return { node: { kind: 'list', of: of.node, min: size.min ?? 1, max: size.max ?? Infinity } };
}

/** HMRC's limit for one amount: £99,999,999,999.99. */
export const largestPence = 9_999_999_999_999;

interface MoneyLimits {
  /** Default 0. */
  minPence?: number;
  maxPence?: number;
  nonZero?: boolean;
  /** Default `FORMAT_VALUE`. */
  code?: string;
}

/** Integer pence here, pounds on the wire. */
export function money(limits: MoneyLimits = {}): Shape<number> {
  const { minPence = 0, maxPence = largestPence, nonZero = false, code = 'FORMAT_VALUE' } = limits;
  return { node: { kind: 'money', minPence, maxPence, nonZero, code } };
}

/** An amount that may be negative. */
export function signedMoney(limits: MoneyLimits = {}): Shape<number> {
  return money({ minPence: -largestPence, ...limits });
}

/** A number that is no amount of money: a percentage, a count. */
export function number(
  limits: { min?: number; max?: number; decimals?: number; code?: string } = {},
): Shape<number> {
  const { min = -Infinity, max = Infinity, decimals = 15, code = 'FORMAT_VALUE' } = limits;
  return { node: { kind: 'number', min, max, decimals, code } };
}

/** Text of a form, any text where none is given. */
export function text(pattern = /^/, code = 'FORMAT_STRING'): Shape<string> {
  return { node: { kind: 'text', pattern, code } };
}

/** One of some words. Answers may hold words that HMRC adds later. */
export function choice<const W extends string>(
  values: readonly W[],
  code = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
): Shape<W, W | (string & {})> {
  return { node: { kind: 'choice', values, code } };
}

export function flag(): Shape<boolean> {
  return { node: { kind: 'flag' } };
}

/** A flag that HMRC takes as `true` alone. */
export function always(code = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'): Shape<true, boolean> {
  return { node: { kind: 'always', value: true, code } };
}

/** A calendar date, `YYYY-MM-DD`. */
export function date(code = 'FORMAT_DATE'): Shape<string> {
  return { node: { kind: 'date', code } };
}

/** HMRC's JSON as it is, for parts of answers that are handed on unread. */
export function json(): Shape<unknown> {
  return { node: { kind: 'json' } };
}
