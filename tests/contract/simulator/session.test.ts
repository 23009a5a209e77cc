import { expect, test } from 'vitest';
import { createRandom } from './random.ts';
import { asPerson, type Person } from './session.ts';

const path = '/individuals/business/property/foreign/{nino}/{businessId}/cumulative/{taxYear}';
const known = ['one', 'two', 'three'];
const person: Person = {
  nino: 'NC270690A',
  accessToken: 'a-token',
  businessIds: { 'uk-property': [], 'foreign-property': [], 'self-employment': [] },
  seen: new Map([['propertyId', known.map((id) => ({ id, about: path }))]]),
};

test('no two entries of a list are given the same id', () => {
  const params = {
    summary: { foreignProperty: [1, 2, 3, 4].map((entry) => ({ propertyId: `own-${entry}` })) },
  };
  for (let seed = 0; seed < 50; seed += 1) {
    const made = JSON.stringify(asPerson(person, params, path, createRandom(seed)));
    const ids = [...made.matchAll(/"propertyId":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    expect(ids.some((id) => known.includes(id ?? ''))).toBe(true);
  }
});
