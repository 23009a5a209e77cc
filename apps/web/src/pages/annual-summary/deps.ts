import { type Connections, type VendorFacts } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of annual summaries are made of. */
export interface AnnualPageDeps {
  connections: Pick<Connections, 'status'>;
  submissions: Submissions;
  clock: Clock;
  vendor: VendorFacts;
  config: { baseUrl: string };
}
