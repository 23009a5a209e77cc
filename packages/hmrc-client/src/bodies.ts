import { type OperationMethods, operations } from './operations/index.ts';
import type { Operation } from './operation.ts';
import { checkRequest, textOf } from './request.ts';
import type { HmrcError } from './result.ts';
import { fieldOfPath } from './shapes/field-of-path.ts';

type Operations = typeof operations;
type ParamsOf<Name extends keyof Operations> = Parameters<OperationMethods[Name]>[1];

/**
 * The exact JSON text that a method sends for these parameters: amounts in pounds with at most two decimals, members in a fixed
 * order. Null for a method that sends none.
 * @throws HmrcClientError `invalid-figures` where an amount is not integer pence.
 */
export function bodyOf<Name extends keyof Operations>(method: Name, params: ParamsOf<Name>): string | null {
  const sent = contentOf(method, params);
  return sent === undefined ? null : textOf(sent);
}

/**
 * Our name of the field behind a path in HMRC's refusal of a method's body, such as `expenses.otherPence` for
 * `/ukProperty/expenses/other`; null for a path that the body has no single place for.
 */
export function fieldOf<Name extends keyof Operations>(
  method: Name,
  params: ParamsOf<Name>,
  path: string,
): string | null {
  const sent = contentOf(method, params);
  return sent === undefined ? null : fieldOfPath(sent.shape, path);
}

/**
 * What a method would refuse of these parameters without a call: HMRC's codes and JSON paths, our messages. Empty where the call may be
 * made; HMRC can refuse more. Years that only production refuses are not judged here.
 */
export function refusalsOf<Name extends keyof Operations>(method: Name, params: ParamsOf<Name>): HmrcError[] {
  // The operation under a method's name takes that method's parameters.
  return checkRequest(operations[method] as Operation<ParamsOf<Name> & object, unknown>, params);
}

function contentOf<Name extends keyof Operations>(method: Name, params: ParamsOf<Name>) {
  // The operation under a method's name takes that method's parameters.
  return (operations[method] as Operation<ParamsOf<Name> & object, unknown>).body?.(params);
}
