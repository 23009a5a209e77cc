import { type HmrcClient } from '@quarterday/hmrc-client';

import { type CalculationStore } from '../../data/calculations.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';
import { type Connections } from '../connections/index.ts';

/** What tax calculations are made of. */
export interface CalculationDeps {
  store: CalculationStore;
  connections: Connections;
  hmrc: HmrcClient;
  clock: Clock;
  log: Log;
}
