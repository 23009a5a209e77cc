import { type Submissions, type SubmissionView } from '../../domain/submissions/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { kindOf } from './kinds.ts';

interface LeftOutProps {
  submission: SubmissionView;
  sends: Awaited<ReturnType<Submissions['sends']>>;
}

/** What of the browser could not be told HMRC, and why. */
export function LeftOut({ submission, sends }: LeftOutProps) {
  const { leftOut } = submission.latest;
  if (leftOut.length === 0) return null;
  const noScript = leftOut.some(({ header }) => header === 'Gov-Client-Browser-JS-User-Agent');
  return (
    <>
      {noScript && (
        <InsetText>
          JavaScript was off in your browser, so some details of your device that HMRC asks for were left out
          of this {kindOf(submission).noun}.{sentWords(submission, sends)}
        </InsetText>
      )}
      <Details summaryText="Details about your device that were left out">
        <p class="govuk-body">
          The law asks software to tell HMRC which device an update comes from. What could not be found out
          was left out, and not made up.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {leftOut.map(({ header, reason }) => (
            <li>
              <span class="qd-reference">{header}</span>: {reason}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}

/** Whether it is sent without them, as far as that is so. */
function sentWords({ status, latest }: SubmissionView, sends: LeftOutProps['sends']): string {
  const own = sends.filter(({ attemptId }) => attemptId === latest.id);
  if (own.some(({ settledBy }) => settledBy !== 'not-sent')) return ' It was sent all the same.';
  return status === 'processing' ? ' It will be sent all the same.' : '';
}
