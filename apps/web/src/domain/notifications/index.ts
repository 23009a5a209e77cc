export { createAlerts, type Alerts } from './alerts.ts';
export { createForgetting } from './forgetting.ts';
export { createMailOutbox, type StillTrue } from './mail-outbox.ts';
export { createNotices, noticeOf, type Notices, type NoticeView } from './notices.ts';
export {
  type AboutOf,
  deadlineStep,
  deadlineSteps,
  type Hindrance,
  noticeChannels,
  optionalKinds,
  tellsOverdueForDays,
} from './rules.ts';
