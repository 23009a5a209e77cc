import { type Calculations } from '../../domain/calculations/index.ts';
import { type Connections } from '../../domain/connections/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type Years } from '../../domain/years/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of tax years are made of. */
export interface YearPageDeps {
  years: Years;
  submissions: Pick<
    Submissions,
    'adjustments' | 'corrections' | 'financeCosts' | 'losses' | 'quarterTypes' | 'rentARoom'
  >;
  calculations: Pick<Calculations, 'ofYear'>;
  connections: Pick<Connections, 'view'>;
  clock: Clock;
}
