import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createSimulator } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the README counts the operations of every API, all operations and all faults', async () => {
  const simulator = await createSimulator();
  const operations = simulator.control.operations().filter(({ reach }) => reach === 'api');
  const counts = new Map([['all', operations.length]]);
  for (const { api } of operations) counts.set(api, (counts.get(api) ?? 0) + 1);
  const table = readme.slice(readme.indexOf('| API '), readme.indexOf('Besides these'));
  const written = [...table.matchAll(/^\| ([^|]+?) +\| (\d+) /gm)].map(
    ([, api = '', count]) => [api, Number(count)] as const,
  );
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(counts));
  expect(readme).toContain(`There are ${simulator.control.faults().known.length} of them, by name`);
});

it('the README names every test user with what they sign in with', async () => {
  const simulator = await createSimulator();
  const users = simulator.control.users();
  for (const { userId, nino, name } of users) {
    expect(readme).toMatch(new RegExp(`\\| \`${userId}\` \\| ${name} +\\| \`${nino}\` \\|`));
  }
  expect(new Set(users.map(({ password }) => password))).toEqual(new Set(['quarter-day']));
});
