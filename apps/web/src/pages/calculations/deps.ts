import { type Calculations } from '../../domain/calculations/index.ts';
import { type Connections, type VendorFacts } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Announcements } from '../../platform/announcements.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of tax calculations are made of. */
export interface CalculationPageDeps {
  calculations: Calculations;
  connections: Connections;
  submissions: Submissions;
  announcements: Announcements;
  clock: Clock;
  vendor: VendorFacts;
  config: { baseUrl: string };
}
