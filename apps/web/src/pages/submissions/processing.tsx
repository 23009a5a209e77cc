import { raw } from 'hono/html';

import { pleaseReconnect, type Submissions, type SubmissionView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { formatInstant, formatTime } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { kindOf } from './kinds.ts';
import { Untold } from './untold.tsx';
import { submissionPath } from './words.ts';

const steps: Record<string, string> = {
  'fetch-obligations': 'Asking HMRC for your open quarters',
  'submit-period': 'Sending your figures to HMRC',
  'submit-annual-summary': 'Sending your annual summary to HMRC',
  'submit-eops': 'Sending your End of Period Statement to HMRC',
  'submit-crystallisation': 'Sending your final declaration to HMRC',
};

function doingWords(step: string | null, asked: string): string {
  if (step === null) return 'Waiting to start';
  return step === 'ask-hmrc' ? `Asking HMRC whether it has ${asked}` : (steps[step] ?? 'Working');
}

type Sends = Awaited<ReturnType<Submissions['sends']>>;

/** How a submission is going; changes by itself, with JavaScript as news comes, without by loading the page again. */
export function Processing({ submission, sends }: { submission: SubmissionView; sends: Sends }) {
  const isUntold = submission.latest.waitingFor === 'untold';
  return (
    <>
      <div
        data-live={`${submissionPath(submission.id)}/events`}
        role="status"
        aria-live="polite"
        class="qd-live"
      >
        <p class="govuk-body qd-status-line">
          <StatusTag status="Processing" />
        </p>
        {isUntold ? <Untold submission={submission} sends={sends} /> : <Words submission={submission} />}
      </div>
      {!isUntold && (
        <>
          {/* A tag in a string, since the document's head is not this component's. */}
          {raw('<noscript><meta http-equiv="refresh" content="3"></noscript>')}
          <p class="govuk-body">
            You can leave this page: it goes on by itself.{' '}
            <Link href={submissionPath(submission.id)}>Look again</Link>
          </p>
        </>
      )}
    </>
  );
}

function Words({ submission }: { submission: SubmissionView }) {
  const { latest } = submission;
  const { noun, hasNoCopy } = kindOf(submission);
  const asked = hasNoCopy ? `your ${noun}` : 'your figures';
  const howOften = hasNoCopy
    ? 'The way to ask is to send it once more: HMRC takes it only once.'
    : 'Nothing is sent twice.';
  if (latest.waitingFor === 'reconnect') {
    return (
      <>
        <p class="govuk-body-l">{pleaseReconnect}.</p>
        <p class="govuk-body">
          HMRC’s answer to this {noun} was lost, and then the connection too. Once you have reconnected, we
          ask HMRC whether it has taken {asked}. {howOften}
        </p>
        <Button href="/settings/hmrc-connection">Reconnect HMRC Account</Button>
      </>
    );
  }
  if (latest.waitingFor === 'hmrc') {
    return (
      <>
        <p class="govuk-body-l">We do not know yet whether HMRC has taken {asked}, so we keep asking.</p>
        <p class="govuk-body">
          {latest.nextTryAt
            ? `We ask again on ${formatInstant(latest.nextTryAt.toISOString())}.`
            : 'We are asking now.'}{' '}
          {howOften}
        </p>
      </>
    );
  }
  if (latest.waitingFor === 'storm') {
    return (
      <>
        <p class="govuk-body-l">Waiting: HMRC is refusing many connections at present.</p>
        <p class="govuk-body">
          This looks like a fault at HMRC, not one of yours. Your figures are kept, and this update goes on by
          itself when it is over. There is nothing for you to do.
        </p>
      </>
    );
  }
  const doing = doingWords(latest.step, asked);
  if (latest.nextTryAt) {
    return (
      <>
        <p class="govuk-body-l">
          {latest.heldUpBy === 'hmrc'
            ? 'HMRC is not answering as it should. We try again by ourselves.'
            : 'Something did not work on our side. We try again by ourselves.'}
        </p>
        <p class="govuk-body">
          {doing}: attempt {latest.tries} did not get through. Attempt {latest.tries + 1} is at{' '}
          {formatTime(latest.nextTryAt.toISOString())}. Your figures are not lost, and you need not do
          anything.
        </p>
      </>
    );
  }
  return (
    <p class="govuk-body-l">
      {doing}
      {latest.tries > 0 && `, attempt ${latest.tries + 1}`}…
    </p>
  );
}
