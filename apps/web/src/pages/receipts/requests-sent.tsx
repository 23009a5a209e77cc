import { type AttemptReceipt, type SentRequest } from '../../domain/receipts/index.ts';
import { formatInstant } from '../../ui/format.ts';
import { answerWords } from './words.ts';

/** What left for HMRC, to the letter, and what came back. */
export function RequestsSent({ receipt: { requests, lateAnswers } }: { receipt: AttemptReceipt }) {
  return (
    <>
      <h3 class="govuk-heading-s">What was sent to HMRC</h3>
      {requests.length === 0 && <p class="govuk-body">Nothing was sent to HMRC.</p>}
      {requests.map((request, index) => (
        <>
          <p class="govuk-body">
            Sent on {formatInstant(request.sentAt)}. {answerWords(request)} <Reference of={request} />
          </p>
          {request.body === '' ? (
            <p class="govuk-body">HMRC takes no text with this: the address of the request says it all.</p>
          ) : request.body === requests[index - 1]?.body ? (
            <p class="govuk-body">The text was the same again.</p>
          ) : (
            <pre class="qd-body" tabindex={0} aria-label="Exact text sent to HMRC">
              {request.body}
            </pre>
          )}
        </>
      ))}
      {lateAnswers.map((request) => (
        <p class="govuk-body">
          To what was sent on {formatInstant(request.sentAt)} an answer came when this attempt had ended.{' '}
          {answerWords(request)} <Reference of={request} />
        </p>
      ))}
    </>
  );
}

function Reference({ of: { correlationId } }: { of: SentRequest }) {
  if (correlationId === null) return null;
  return (
    <>
      HMRC’s reference: <span class="qd-reference">{correlationId}</span>
    </>
  );
}
