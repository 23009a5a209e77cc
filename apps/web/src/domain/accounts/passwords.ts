import { hash, verify } from '@node-rs/argon2';

import { normalisePassword } from './rules.ts';

/**
 * OWASP's argon2id setting of 19 MiB, two passes, one lane. The library's default algorithm is argon2id; its constant for
 * it is a `const enum`, which this project's compiler settings cannot read.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const setting = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How passwords are stored: as argon2id hashes that carry their own salt and setting. */
export const passwordHashing = {
  hash: (password: string): Promise<string> => hash(normalisePassword(password), setting),

  verify: ({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> =>
    verify(stored, normalisePassword(password)),
};
