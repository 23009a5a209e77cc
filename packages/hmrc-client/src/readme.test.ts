import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operations } from './operations/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README names every operation that there is', () => {
  const names = Object.keys(operations);
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  expect(readme).toContain('Eighty-four operations');
  expect(names).toHaveLength(84);
});

test('an operation is found under its own name', () => {
  for (const [name, operation] of Object.entries(operations)) expect(operation.name).toBe(name);
});
