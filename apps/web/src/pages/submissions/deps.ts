import { type Connections, type VendorFacts } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Announcements } from '../../platform/announcements.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of submissions are made of. */
export interface SubmissionPageDeps {
  connections: Connections;
  submissions: Submissions;
  announcements: Announcements;
  clock: Clock;
  vendor: VendorFacts;
  config: { baseUrl: string };
}
