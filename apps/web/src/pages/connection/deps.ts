import { type Connections, type VendorFacts } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the connection's pages are made of. */
export interface ConnectionPageDeps {
  connections: Connections;
  submissions: Submissions;
  clock: Clock;
  vendor: VendorFacts;
  config: { baseUrl: string };
}
