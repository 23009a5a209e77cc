import type { TestProject } from 'vitest/node';
import { setup as setUpPostgres } from '../../apps/web/src/test/postgres.ts';

/** As for the other tests, but a commit is on the disk when it is answered, as it is on a platform's own Postgres. */
export function setup(project: TestProject): Promise<() => Promise<void>> {
  return setUpPostgres(project, { isDurable: true });
}
