import { type FinaliseView } from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatInstant } from '../../ui/format.ts';
import { AsItStands } from '../submissions/as-it-stands.tsx';

/** The three steps, and how far each has come. */
export function Standing({ view }: { view: FinaliseView }) {
  const { latest, taken } = view;
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
                    <AsItStands
                      all={[latest, ...(taken ? [{ id: taken.id, status: 'submitted' as const }] : [])]}
                      of={`adjustments of ${view.taxYear}`}
                    >
                      {takenWords(view)}
                    </AsItStands>
                  ),
                },
        },
        { key: 'Your confirmation', value: confirmationWords(view) },
      ]}
    />
  );
}

function confirmationWords({ state, finalisation, earlierWord }: FinaliseView): string {
  if (state === 'finalised' && finalisation) {
    return `Final: confirmed by ${finalisation.confirmedBy} on ${formatInstant(finalisation.confirmedAt.toISOString())}`;
  }
  if (earlierWord === null) return 'Not yet';
  const { by, at, isOfChanged } = earlierWord;
  const of = isOfChanged ? 'for figures that changed since' : 'for an older summary';
  return `Given by ${by} on ${formatInstant(at.toISOString())}, ${of}`;
}

/** What is to be said of adjustments that HMRC took. */
function takenWords({ state, taken, calculationId }: FinaliseView): string | null {
  if (state === 'undone') return ' and undone since';
  return taken?.calculationId === calculationId ? null : ' to an older summary';
}

function summaryWords({ calculationId, summary, requestedAt }: FinaliseView): string {
  if (calculationId === null || !requestedAt) return 'Not asked for yet';
  const asked = formatInstant(requestedAt.toISOString());
  return summary ? `Made on ${asked}` : `Asked for on ${asked}; HMRC is making it`;
}
