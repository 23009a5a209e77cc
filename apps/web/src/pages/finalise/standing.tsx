import { type FinaliseView } from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { statusWords, submissionPath } from '../submissions/words.ts';

/** The three steps, and how far each has come. */
export function Standing({ view }: { view: FinaliseView }) {
  const { latest, finalisation, state } = view;
  return (
    <SummaryList
      rows={[
        { key: 'HMRC’s summary', value: summaryWords(view) },
        {
          key: 'Adjustments',
          value:
            latest === null
              ? 'Not sent yet'
              : {
                  text: (
                    <>
                      <Link href={submissionPath(latest.id)}>
                        <StatusTag status={statusWords[latest.status]} />
                        <span class="govuk-visually-hidden"> adjustments of {view.taxYear}</span>
                      </Link>
                      {state === 'undone' && ' and undone since'}
                    </>
                  ),
                },
        },
        {
          key: 'Your confirmation',
          value:
            state === 'finalised' && finalisation
              ? `Final: confirmed by ${finalisation.confirmedBy} on ${formatInstant(finalisation.confirmedAt.toISOString())}`
              : 'Not yet',
        },
      ]}
    />
  );
}

function summaryWords({ calculationId, summary, requestedAt }: FinaliseView): string {
  if (calculationId === null || !requestedAt) return 'Not asked for yet';
  const asked = formatInstant(requestedAt.toISOString());
  return summary ? `Made on ${asked}` : `Asked for on ${asked}; HMRC is making it`;
}
