export {
  createConnections,
  type ConnectionHooks,
  type Connections,
  type ConnectionView,
} from './connections.ts';
export { type CallOutcome } from './call.ts';
export { browserDetailFields, fraudPreventionScript } from '@quarterday/hmrc-client';
export {
  captureHeaders,
  readBrowser,
  readCapturedHeaders,
  type CapturedHeaders,
  type Click,
  type VendorFacts,
} from './fraud-prevention.ts';
export { createGovernor, pause, type Governor } from './governor.ts';
export { type Obligation } from './obligations.ts';
export { reasonText, type ConnectionReason, type ConnectionStatus, type ReasonText } from './rules.ts';
