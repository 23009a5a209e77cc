import { type Connections, type VendorFacts } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of foreign properties at HMRC are made of. */
export interface ForeignPropertiesDeps {
  connections: Pick<Connections, 'status'>;
  submissions: Pick<Submissions, 'foreignRegistrations'>;
  clock: Clock;
  vendor: VendorFacts;
  config: { baseUrl: string };
}
