import { type HmrcClient } from '@quarterday/hmrc-client';

import { type SubmissionStore } from '../../data/submissions.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';
import { type Calculations } from '../calculations/index.ts';
import { type Connections } from '../connections/index.ts';
import { type Alerts } from '../notifications/index.ts';
import { type Records } from '../records/index.ts';
import { type HmrcEnvironment } from './end-of-period/rules.ts';

/** What submissions are made of. */
export interface SubmissionDeps {
  store: SubmissionStore;
  connections: Connections;
  records: Records;
  hmrc: HmrcClient;
  clock: Clock;
  log: Log;
  alerts: Alerts;
  calculations: Calculations;
  environment: HmrcEnvironment;
}
