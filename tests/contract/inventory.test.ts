import { test } from 'vitest';
import { operations } from '../../packages/hmrc-client/src/operations/index.ts';
import { operations as simulated } from '../../packages/hmrc-simulator/src/apis/index.ts';
import { clientOperationOf, placeOf } from './client-operations.ts';
import { expectNone } from './expect-none.ts';
import { generators } from './generate/index.ts';
import { checkExample } from './hmrc/documents.ts';
import { examplesLeftOut, isExampleLeftOut, unusedReasons, whyLeftOut } from './left-out.ts';
import { limitsOf } from './limits.ts';
import { documents } from './subjects.ts';
import { simulatorOperationOf } from './simulator-operations.ts';

const documented = documents.flatMap((document) => document.operations);

test('every operation in HMRC’s files is there or left out for a reason', (context) => {
  const inventories = documents.map(({ api, operations: all }) => {
    const expected = all.filter((operation) => whyLeftOut(operation) === null);
    const reasons = new Map<string, number>();
    for (const operation of all) {
      const why = whyLeftOut(operation);
      if (why !== null) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    }
    const isPresent = (operation: (typeof all)[number]): boolean =>
      clientOperationOf(operation) !== undefined && simulatorOperationOf(operation) !== undefined;
    return {
      api,
      expected: expected.length,
      present: expected.filter(isPresent).length,
      leftOut: [...reasons].map(([why, number]) => ({ why, operations: number })),
    };
  });
  context.task.meta.inventory = inventories;
  const lacking = inventories.filter(({ expected, present }) => present < expected);
  expectNone(lacking.map(({ api, expected, present }) => `${api}: ${present} of ${expected}`));
});

test('client and simulator have no operation that HMRC’s files do not have', () => {
  const places = new Set(documented.map(placeOf));
  const strangers = [...Object.values(operations), ...simulated].filter(
    (operation) => !places.has(placeOf(operation)),
  );
  expectNone(strangers.map(({ name }) => name));
});

test('nothing is left out that is there, and no reason is out of date', () => {
  const there = documented.filter(
    (operation) =>
      whyLeftOut(operation) !== null &&
      (clientOperationOf(operation) !== undefined || simulatorOperationOf(operation) !== undefined),
  );
  expectNone(there.map(placeOf));
  expectNone(unusedReasons(documented));
});

test('every example of a request that is left out is one that HMRC’s own schema refuses', (context) => {
  context.task.meta.limits = limitsOf(documents);
  const found = documented.flatMap((operation) => {
    const { request } = operation;
    if (request === null) return [];
    return request.examples
      .filter((example) => isExampleLeftOut(operation, example))
      .map((example) => ({ name: example.name, isRefused: checkExample(request, example).length > 0 }));
  });
  expectNone(found.filter(({ isRefused }) => !isRefused).map(({ name }) => `${name} is valid`));
  if (found.length !== examplesLeftOut.length) throw new Error('An example that is left out is not there.');
});

test('every generator is for an operation of the client', () => {
  expectNone(Object.keys(generators).filter((name) => !(name in operations)));
});
