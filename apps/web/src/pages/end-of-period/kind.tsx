import { readStatementFigures, type SubmissionView } from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { type KindWords } from '../submissions/kind-words.ts';
import { businessWords, statementPath } from './paths.ts';

/** End of Period Statements: that what HMRC has for an accounting period is complete. */
export const endOfPeriodKind: KindWords = {
  kind: 'end-of-period-statement',
  noun: 'End of Period Statement',
  caption: () => 'End of Period Statement',
  heading: ({ latest, taxYear }) =>
    `${businessWords[readStatementFigures(latest.figures).typeOfBusiness]}, ${taxYear}`,
  back: { href: '/updates', text: 'Updates' },
  figures: (submission) => <Agreement submission={submission} />,
  // HMRC's refusals are about what it has, or the dates: none has a figure of ours to stand beside.
  generalMessages: (messages) => [...messages],
  errors: (messages) => messages.map(({ message }) => ({ text: message, href: '#hmrc-messages' })),
  resubmitPath: statementPath,
  correct: null,
  hasNoCopy: true,
};

function Agreement({ submission }: { submission: SubmissionView }) {
  const { typeOfBusiness, agreedAt, wording } = readStatementFigures(submission.latest.figures);
  return (
    <>
      <h2 class="govuk-heading-m">What you agreed to</h2>
      <p class="govuk-body">{wording}</p>
      <SummaryList
        rows={[
          { key: 'Business', value: businessWords[typeOfBusiness] },
          {
            key: 'Accounting period',
            value: `${formatDate(submission.periodStartDate)} to ${formatDate(submission.periodEndDate)}`,
          },
          { key: 'Agreed on', value: formatInstant(agreedAt) },
        ]}
      />
    </>
  );
}
