import type { HmrcError } from '../result.ts';
import { isDate } from '../values/dates.ts';
import { poundsOfPence } from '../values/pence.ts';
import type { Node, Shape } from './shape.ts';
import { isEmpty } from './write.ts';

/** Findings of one kind are one error with many paths, as HMRC gives them. */
type Refuse = (code: string, message: string, path: string) => void;

const wrongBody = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';

/**
 * What HMRC would refuse about a value, with HMRC's codes and paths. In HMRC's two steps: first what the body is made of, then,
 * where that is right, its values.
 */
export function checkShape(shape: Shape<never, unknown>, value: unknown): HmrcError[] {
  const errors = new Map<string, HmrcError>();
  const refuse: Refuse = (code, message, path) => {
    const key = `${code} ${message}`;
    const known = errors.get(key);
    if (known) known.paths.push(path);
    else errors.set(key, { code, message, paths: [path] });
  };
  checkNode(shape.node, value, '', refuse);
  const all = [...errors.values()];
  const wrong = all.filter(({ code }) => code === wrongBody);
  if (wrong.length === 0 && isEmpty(shape.node, value)) {
    return [{ code: wrongBody, message: 'There is nothing to send in it.', paths: [] }];
  }
  return wrong.length > 0 ? wrong : all;
}

function checkNode(node: Node, value: unknown, path: string, refuse: Refuse): void {
  switch (node.kind) {
    case 'money':
      if (typeof value !== 'number') refuse(wrongBody, 'An amount is a number of pence.', path);
      else if (!isMoney(node, value)) refuse(node.code, moneyMessage(node), path);
      return;
    case 'number':
      if (typeof value !== 'number') refuse(wrongBody, 'This is no number.', path);
      else if (!isNumber(node, value)) refuse(node.code, numberMessage(node), path);
      return;
    case 'text':
      if (typeof value !== 'string') refuse(wrongBody, 'This is no text.', path);
      else if (!node.pattern.test(value)) refuse(node.code, 'HMRC does not take a text of this form.', path);
      return;
    case 'choice':
      if (typeof value !== 'string' || !node.values.includes(value)) {
        refuse(node.code, `It is one of: ${node.values.join(', ')}.`, path);
      }
      return;
    case 'flag':
      if (typeof value !== 'boolean') refuse(wrongBody, 'It is true or false.', path);
      return;
    case 'always':
      if (value !== node.value) refuse(node.code, 'HMRC takes nothing but true here.', path);
      return;
    case 'date':
      if (typeof value !== 'string') refuse(wrongBody, 'A date is text.', path);
      else if (!isDate(value)) refuse(node.code, 'A date is written like 2026-04-06.', path);
      return;
    case 'list':
      checkList(node, value, path, refuse);
      return;
    case 'group':
      checkGroup(node, value, path, refuse);
      return;
    case 'json':
  }
}

function checkList(node: Node & { kind: 'list' }, value: unknown, path: string, refuse: Refuse): void {
  if (!Array.isArray(value)) {
    refuse(wrongBody, 'This is no list.', path);
    return;
  }
  // An optional list with nothing in it is left out on the wire.
  if (value.length > 0 && (value.length < node.min || value.length > node.max)) {
    refuse(wrongBody, `HMRC takes ${String(node.min)} to ${String(node.max)} entries here.`, path);
  }
  for (const [index, entry] of value.entries()) {
    const place = `${path}/${String(index)}`;
    checkNode(node.of, entry, place, refuse);
    if (isEmpty(node.of, entry)) refuse(wrongBody, 'There is nothing to send in it.', place);
  }
}

function checkGroup(node: Node & { kind: 'group' }, value: unknown, path: string, refuse: Refuse): void {
  if (!isRecord(value)) {
    refuse(wrongBody, 'This is no object.', path);
    return;
  }
  for (const name in node.members) {
    const member = node.members[name];
    if (member === undefined || (value[name] === undefined && !member.required)) continue;
    const place = path + member.pointer;
    if (value[name] !== undefined) checkNode(member.node, value[name], place, refuse);
    // A group without anything in it is an empty object, which HMRC refuses.
    if (member.required && isEmpty(member.node, value[name])) {
      refuse(wrongBody, 'HMRC wants this.', place);
    } else if (isEmptyGroup(member.node, value[name])) {
      refuse(wrongBody, 'There is nothing in it: leave it out.', place);
    }
  }
  for (const name of Object.keys(value)) {
    // A misspelt field would be money that silently stays behind.
    if (Object.hasOwn(node.members, name)) continue;
    refuse(wrongBody, 'HMRC has no such field.', `${path}/${name.replace(/Pence$/, '')}`);
  }
}

/** Whether a group was given without any member. */
function isEmptyGroup(node: Node, value: unknown): boolean {
  return (
    node.kind === 'group' && isRecord(value) && Object.values(value).every((member) => member === undefined)
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMoney({ minPence, maxPence, nonZero }: Node & { kind: 'money' }, pence: number): boolean {
  return Number.isSafeInteger(pence) && pence >= minPence && pence <= maxPence && !(nonZero && pence === 0);
}

function isNumber({ min, max, decimals }: Node & { kind: 'number' }, value: number): boolean {
  return Number.isFinite(value) && value >= min && value <= max && Number(value.toFixed(decimals)) === value;
}

function moneyMessage({ minPence, maxPence, nonZero }: Node & { kind: 'money' }): string {
  const range = `between ${pounds(minPence)} and ${pounds(maxPence)}, in whole pence`;
  return `An amount here lies ${range}${nonZero ? ', and is not zero' : ''}.`;
}

function numberMessage({ min, max, decimals }: Node & { kind: 'number' }): string {
  return `A number here lies between ${String(min)} and ${String(max)}, with at most ${String(decimals)} decimals.`;
}

function pounds(pence: number): string {
  const written = Math.abs(poundsOfPence(pence)).toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return `${pence < 0 ? '-' : ''}£${written}`;
}
