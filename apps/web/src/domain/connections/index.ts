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
  type VendorFacts,
} from './fraud-prevention.ts';
export { createGovernor } from './governor.ts';
export { reasonText, type ConnectionReason, type ConnectionStatus } from './rules.ts';
