export { createConnections, type ConnectionHooks, type Connections } from './connections.ts';
export { type ConnectionView } from './view.ts';
export { type CallOutcome } from './call.ts';
export { type Purpose } from './secret-uses.ts';
export { browserDetailFields, fraudPreventionScript } from '@quarterday/hmrc-client';
export {
  captureHeaders,
  machineHeaders,
  readBrowser,
  readCapturedHeaders,
  type CapturedHeaders,
  type VendorFacts,
} from './fraud-prevention.ts';
export { type StormLimits, usualStormLimits } from './storm/rules.ts';
export { createGovernor } from './governor.ts';
export { createKeyRing, type Rotation } from './key-ring.ts';
export { authorityCalendar } from './authority/calendar.ts';
export { createCare } from './care/care.ts';
export { createLostNotices } from './care/lost-notices.ts';
export { createAuthorityReminders } from './authority/reminders.ts';
export { authorityStanding, deadlineAtRisk, type AuthorityStanding } from './authority/rules.ts';
export { type HistoryEntry, type HistoryRow, mostHistoryRows, readHistory } from './history.ts';
export {
  expectsQuarters,
  reasonText,
  refusingMany,
  type ConnectionReason,
  type ConnectionStatus,
} from './rules.ts';
