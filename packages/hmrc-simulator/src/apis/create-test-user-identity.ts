import { randomBytes, randomInt } from 'node:crypto';
import type { Core } from '../core.ts';
import { NINO } from '../state/schema.ts';

/** Services whose users have a NINO. */
export const NINO_SERVICES = ['national-insurance', 'self-assessment', 'mtd-income-tax'] as const;

const firstNames = ['Asha', 'Bryn', 'Cora', 'Dylan', 'Esme', 'Finlay', 'Grace', 'Hamza', 'Isla', 'Jude'];
const lastNames = ['Ashdown', 'Barrow', 'Cole', 'Dunmore', 'Ellis', 'Foxley', 'Garth', 'Holt', 'Imrie'];
const PASSWORD_BYTES = 9;

export type Identity = ReturnType<typeof makeIdentity>;

/** Somebody new: a user id that nobody has, a password, an invented name, and digits for numbers of theirs. */
export function makeIdentity({ store }: Core) {
  const taken = new Set(Object.values(store.state.users).map(({ userId }) => userId));
  let userId = digitsOf(12);
  while (taken.has(userId)) userId = digitsOf(12);
  const firstName = pick(firstNames);
  const lastName = pick(lastNames);
  return {
    userId,
    password: randomBytes(PASSWORD_BYTES).toString('base64url'),
    userFullName: `${firstName} ${lastName}`,
    emailAddress: `${firstName}.${lastName}.${userId}@example.test`.toLowerCase(),
    individualDetails: {
      firstName,
      lastName,
      dateOfBirth: `19${randomInt(50, 99)}-0${randomInt(1, 9)}-1${randomInt(0, 9)}`,
      address: { line1: `${randomInt(1, 99)} Mill Lane`, line2: 'Anytown', postcode: 'AN1 1AA' },
    },
    digits: digitsOf(10),
  };
}

/** The NINO asked for, or a new one that cannot be anybody's; undefined where it is not of the form or taken. */
export function newNino({ store }: Core, wanted: string | undefined): string | undefined {
  const isFree = (nino: string): boolean => !Object.hasOwn(store.state.users, nino);
  if (wanted !== undefined) return NINO.test(wanted) && isFree(wanted) ? wanted : undefined;
  for (;;) {
    // As with the test users: HMRC has given no real person a number that begins with NC.
    const nino = `NC${digitsOf(6)}${pick(['A', 'B', 'C', 'D'])}`;
    if (isFree(nino)) return nino;
  }
}

const digitsOf = (count: number): string =>
  Array.from({ length: count }, () => String(randomInt(10))).join('');

function pick<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
