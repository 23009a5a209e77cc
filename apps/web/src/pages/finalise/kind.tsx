import {
  type HmrcMessage,
  type NamedPlace,
  readAdjustmentFigures,
  type SubmissionView,
} from '../../domain/submissions/index.ts';
import { type KindWords } from '../submissions/kind-words.ts';
import { Adjustments } from './figures.tsx';
import { adjustmentsReviewPath, businessWords, fieldLabel, finalisePath } from './words.ts';

const figuresOf = ({ latest }: SubmissionView) => readAdjustmentFigures(latest.figures);

const labelOf = ({ field }: HmrcMessage, places?: readonly NamedPlace[]): string | null =>
  field === null ? null : fieldLabel(field, places);

/** Accounting adjustments to HMRC's summary of a business, or the word that there are none. */
export const adjustmentsKind: KindWords = {
  kind: 'accounting-adjustments',
  noun: 'set of adjustments',
  caption: () => 'Adjustments to HMRC’s summary',
  heading: (submission) => `${businessWords[figuresOf(submission).typeOfBusiness]}, ${submission.taxYear}`,
  back: { href: '/updates', text: 'Updates' },
  figures(submission, messages) {
    return <Adjustments figures={figuresOf(submission)} messages={messages} />;
  },
  generalMessages: (messages) => messages.filter((message) => labelOf(message) === null),
  errors: (messages, submission) =>
    messages.map((message) => {
      const label = labelOf(message, figuresOf(submission).places);
      return label === null
        ? { text: message.message, href: '#hmrc-messages' }
        : { text: `${label}: ${message.message}`, href: `#${message.field ?? ''}` };
    }),
  resubmitPath: (submission) =>
    // Where HMRC wants a new summary, that comes first.
    submission.latest.outcome?.owner === 'landlord' && submission.status === 'failed'
      ? finalisePath(submission)
      : adjustmentsReviewPath(submission),
  next: (submission) => ({ href: finalisePath(submission), text: 'Look at the result and confirm it' }),
  correct: (
    <p class="govuk-body">
      Choose “Resubmit” to see your adjustments again. From there you can change them before anything is sent.
    </p>
  ),
};
