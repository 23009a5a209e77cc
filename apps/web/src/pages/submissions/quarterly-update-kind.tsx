import { readUpdateFigures } from '../../domain/submissions/index.ts';
import { Link } from '../../ui/link.tsx';
import { errorsOf, generalMessages, UpdateFiguresTables } from './figures.tsx';
import { type KindWords } from './kind-words.ts';
import { businessOf, businessWords, periodName } from './words.ts';

/** Quarterly updates: the ledger's year to date, and to 2024-25 its quarter. */
export const quarterlyUpdateKind: KindWords = {
  kind: 'quarterly-update',
  noun: 'update',
  isOfTransactions: true,
  caption: ({ taxYear, latest }) =>
    `Quarterly update, ${businessWords[businessOf(readUpdateFigures(latest.figures))]}, tax year ${taxYear}`,
  heading: periodName,
  back: { href: '/updates', text: 'Quarterly updates' },
  figures: ({ latest }, messages) => (
    <UpdateFiguresTables figures={readUpdateFigures(latest.figures)} messages={messages} leadsToRecords />
  ),
  generalMessages,
  errors: (messages, { latest }) => errorsOf(messages, readUpdateFigures(latest.figures)),
  correct: (
    <p class="govuk-body">
      Correct your <Link href="/records">records</Link>, or in your <Link href="/years">tax year</Link> the
      finance costs brought forward, then resubmit. You will see the new figures first.
    </p>
  ),
};
