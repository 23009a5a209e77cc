import { type Notices } from '../../domain/notifications/index.ts';
import { type Clock } from '../../platform/clock.ts';

/** What the pages of notices are made of. */
export interface NoticePageDeps {
  notices: Notices;
  clock: Clock;
  accounts: { sendsMail: boolean };
}
