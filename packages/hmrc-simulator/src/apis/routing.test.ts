import { describe, expect, it } from 'vitest';
import type { ApplicationOperation } from './operation.ts';
import { createRouter, parameterOf } from './routing.ts';

const operation = (
  name: string,
  method: 'GET' | 'POST',
  path: string,
  version = '1.0',
): ApplicationOperation => ({
  name,
  method,
  path,
  version,
  scope: 'open',
  codes: [],
  handle: () => ({ status: 204 }),
});
const operations = [
  operation('one', 'GET', '/details/:nino/:businessId'),
  operation('list', 'GET', '/details/:nino/list'),
  operation('declare', 'POST', '/calculations/:nino/:taxYear/:calculationId/:type'),
  operation('trigger', 'POST', '/calculations/:nino/:taxYear/trigger/:type'),
  operation('later', 'GET', '/details/:person/:id', '2.0'),
];
const route = createRouter(operations);
const namesAt = (method: string, path: string) => route(method, path)?.operations.map(({ name }) => name);

describe('routing', () => {
  it.each([
    ['GET', '/details/N/list', ['list']],
    ['GET', '/details/N/X1', ['one', 'later']],
    ['POST', '/calculations/N/2026-27/trigger/in-year', ['trigger']],
    ['POST', '/calculations/N/2026-27/abc/final-declaration', ['declare']],
    ['POST', '/details/N/X1', []],
    ['GET', '/details/N', undefined],
    ['GET', '/details/N/', undefined],
    ['GET', '/details/N/X1/more', undefined],
  ])('leads %s %s to %j', (method, path, names) => {
    expect(namesAt(method, path)).toEqual(names);
  });

  it('reads parameters by the name each version has for them, decoded where they can be', () => {
    const [one, , , , later] = operations;
    const { segments } = route('GET', '/details/N%20C/%zz') ?? { segments: [] };
    expect([parameterOf(one!, segments, 'nino'), parameterOf(later!, segments, 'person')]).toEqual([
      'N C',
      'N C',
    ]);
    expect(parameterOf(one!, segments, 'businessId')).toBe('%zz');
    expect(parameterOf(one!, segments, 'unknown')).toBe('');
  });

  it('refuses two operations of one version at one place', () => {
    expect(() => createRouter([...operations, operation('again', 'GET', '/details/:a/:b')])).toThrow('share');
  });
});
