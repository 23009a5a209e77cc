export { createSubmissions, hooksForConnections, type Submissions } from './submissions.ts';
export { askHmrcRequested, quarterlyUpdateRequested } from './events.ts';
export { type RequestResult, type UpdatePeriod } from './request.ts';
export {
  amountsOf,
  couldNotBeReached,
  pleaseReconnect,
  type HmrcMessage,
  type Outcome,
  type SubmissionStatus,
  type UpdateFigures,
} from './rules.ts';
export { type AttemptView, type ResubmitPreview, type SubmissionView, type UpdateReview } from './view.ts';
export { type StepEnd } from './work.ts';
