export { createSubmissions, hooksForConnections, type Submissions } from './submissions.ts';
export { askHmrcRequested, quarterlyUpdateRequested } from './events.ts';
export { type RequestResult, type UpdatePeriod } from './request.ts';
export {
  amountsOf,
  coveringUpdate,
  isCumulative,
  opensOn,
  outstanding,
  pleaseReconnect,
  type HmrcMessage,
  type SubmissionStatus,
  type UpdateFigures,
} from './rules.ts';
export { type ResubmitPreview, type SubmissionView, type UpdateReview } from './view.ts';
export { type StepEnd } from './work.ts';
