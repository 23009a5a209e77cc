import { type AttemptReceipt, type Receipt } from '../../domain/receipts/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { ToBeKept } from '../../ui/to-be-kept.ts';
import { kindOf, periodName, statusWords } from '../submissions/index.ts';
import { FrozenTransactions } from './frozen-transactions.tsx';
import { RequestsSent } from './requests-sent.tsx';
import { clickedBy, environmentWords, grouped, isBroken, recordWords } from './words.ts';

interface ReceiptContentProps {
  receipt: Receipt;
  /** On paper nothing can be opened: everything is. */
  onPaper: boolean;
}

/** Everything a receipt says below its heading. */
export function ReceiptContent({ receipt, onPaper }: ReceiptContentProps) {
  const { submission, attempts } = receipt;
  return (
    <ToBeKept.Provider value={true}>
      {isBroken(receipt) && (
        <WarningText>
          A record behind this receipt is not as it was when it was made. Do not rely on what stands here
          before you know why: ask whoever runs this Quarterday.
        </WarningText>
      )}
      <SummaryList
        rows={[
          { key: 'Period', value: periodName(submission) },
          { key: 'Tax year', value: submission.taxYear },
          ...(submission.businessId === ''
            ? []
            : [
                {
                  key: 'HMRC’s number of the business',
                  value: { text: submission.businessId, classes: 'qd-reference' },
                },
              ]),
          ...(submission.dueDate === null ? [] : [{ key: 'Due', value: formatDate(submission.dueDate) }]),
          { key: 'Submission', value: { text: submission.id, classes: 'qd-reference' } },
        ]}
      />
      {attempts.map((each, index) => (
        <Attempt receipt={receipt} each={each} earlier={attempts[index + 1]} onPaper={onPaper} />
      ))}
      <Chain receipt={receipt} />
    </ToBeKept.Provider>
  );
}

interface AttemptProps extends ReceiptContentProps {
  each: AttemptReceipt;
  /** The attempt before, if there was one. */
  earlier: AttemptReceipt | undefined;
}

function Attempt({ receipt, each, earlier, onPaper }: AttemptProps) {
  const { submission } = receipt;
  const { attempt } = each;
  const words = kindOf(submission);
  const title = `Attempt ${attempt.number}: ${statusWords[attempt.status]}`;
  return (
    <section class="qd-section qd-attempt" aria-label={title}>
      <h2 class="govuk-heading-l">{title}</h2>
      {attempt.outcome && <p class="govuk-body">{attempt.outcome.sentence}</p>}
      <SummaryList rows={factsOf(each)} />
      {words.figures({ ...submission, latest: attempt }, attempt.outcome?.messages ?? [])}
      <FrozenTransactions receipt={each} earlier={earlier} onPaper={onPaper} />
      <RequestsSent receipt={each} />
      <Records receipt={each} />
    </section>
  );
}

function factsOf(receipt: AttemptReceipt) {
  const { attempt, corrections, finalised, replaced } = receipt;
  const environment = environmentWords(receipt);
  return [
    { key: 'Clicked by', value: { text: clickedBy(receipt), classes: 'govuk-!-text-break-word' } },
    { key: 'Clicked on', value: formatInstant(attempt.requestedAt.toISOString()) },
    ...(environment === null ? [] : [{ key: 'Sent to', value: environment }]),
    {
      key: attempt.outcome?.readBack ? 'Found at HMRC' : 'Ended',
      value: attempt.finishedAt ? formatInstant(attempt.finishedAt.toISOString()) : 'Not yet',
    },
    {
      key: attempt.outcome?.readBack ? 'HMRC’s reference for its copy' : 'HMRC’s reference',
      value: { text: attempt.correlationId ?? 'None', classes: 'qd-reference' },
    },
    ...(attempt.outcome
      ? [{ key: 'Code', value: { text: attempt.outcome.code, classes: 'qd-reference' } }]
      : []),
    ...(replaced === null
      ? []
      : [
          {
            key: 'Agreed to replace',
            value: `What HMRC had from other software for ${periodName(replaced)}: “${replaced.wording}”`,
          },
        ]),
    ...corrections.map(({ at, from }) => ({
      key: 'Put right',
      value: `On ${formatInstant(at)}. Until then “${statusWords[from]}” stood here`,
    })),
    ...finalised.map(({ at, by, wording }) => ({
      key: 'Called final',
      value: `By ${by} on ${formatInstant(at)}: “${wording}”`,
    })),
  ];
}

/** The chain's records of an attempt. */
function Records({ receipt }: { receipt: AttemptReceipt }) {
  const { records, attempt } = receipt;
  if (records.length === 0) {
    return (
      <InsetText>
        This attempt was made by a version of Quarterday that kept no records of evidence. What stands here is
        what the database holds of it now, and no fingerprint vouches for it.
      </InsetText>
    );
  }
  return (
    <>
      <h3 class="govuk-heading-s">Records of this attempt</h3>
      <SummaryList
        rows={records.map(({ sequence, kind, hash, fits }) => ({
          key: `Record ${sequence}, ${recordWords[kind]}`,
          value: {
            text: fits ? grouped(hash) : `${grouped(hash)} does not fit its text any more`,
            classes: 'qd-reference',
          },
        }))}
      />
      {attempt.status === 'processing' && (
        <p class="govuk-body">What becomes of it is added as a record of its own once it is known.</p>
      )}
    </>
  );
}

function Chain({ receipt: { head } }: { receipt: Receipt }) {
  if (head === null) return null;
  return (
    <>
      <h2 class="govuk-heading-m">How to check this receipt</h2>
      <p class="govuk-body">
        Your records form a chain: each holds the fingerprint (SHA-256) of the one before, so none can be
        changed or taken out unseen. When this page was made the chain had {head.sequence}{' '}
        {head.sequence === 1 ? 'record' : 'records'}, and the fingerprint of the last one was
      </p>
      <p class="govuk-body qd-reference" id="chain-head">
        {grouped(head.hash)}
      </p>
      <p class="govuk-body">
        Keep this page with the export of your receipts. Whoever has both can check, without Quarterday’s
        database and without a network, that no record was changed since: the README in the export says how.
      </p>
    </>
  );
}
