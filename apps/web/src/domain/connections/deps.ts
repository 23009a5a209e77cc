import { type HmrcClient } from '@quarterday/hmrc-client';

import { type ConnectionStore } from '../../data/connections.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Sealer } from '../../platform/encryption.ts';
import { type Log } from '../../platform/log.ts';
import { type Alerts } from '../notifications/index.ts';
import { type Governor } from './governor.ts';
import { type StormLimits } from './storm/rules.ts';
import { type RenewalTiming } from './timing.ts';

/** What connections are made of. */
export interface ConnectionDeps {
  store: ConnectionStore;
  sealer: Sealer;
  hmrc: HmrcClient;
  governor: Governor;
  clock: Clock;
  log: Log;
  alerts: Alerts;
  /** `simulator`, `sandbox` or `production`. */
  environment: string;
  /** Where HMRC sends the person back to; the same at the token exchange. */
  redirectUri: string;
  /** Names this process in leases. */
  processId: string;
  /** From when on refusals are taken for HMRC's own fault. */
  stormLimits: StormLimits;
  /** Other times for the parts of a renewal than the usual ones; for tests of what happens when they run out. */
  timing?: Partial<RenewalTiming>;
}
