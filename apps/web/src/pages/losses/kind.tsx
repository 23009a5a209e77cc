import {
  type HmrcMessage,
  type LossFigures,
  readLossFigures,
  togetherFields,
} from '../../domain/submissions/index.ts';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { type KindWords } from '../submissions/kind-words.ts';
import { changeWords, claimTypeText, fieldLabel, lossesPath, lossTypeText, togetherLabels } from './words.ts';

const labelOf = ({ field }: HmrcMessage): string | null => (field === null ? null : fieldLabel(field));

/** Changes of what HMRC has of losses. */
export const lossesKind: KindWords = {
  kind: 'losses',
  noun: 'loss entry',
  caption: ({ taxYear }) => `Losses, tax year ${taxYear}`,
  heading: ({ latest, taxYear }) => `${changeWords[readLossFigures(latest.figures).change]}, ${taxYear}`,
  back: { href: '/years', text: 'Tax years' },
  figures: ({ latest }, messages) => (
    <LossChange figures={readLossFigures(latest.figures)} messages={messages} />
  ),
  generalMessages: (messages) => messages.filter((message) => labelOf(message) === null),
  errors: (messages) =>
    messages.map((message) => {
      const label = labelOf(message);
      return label === null
        ? { text: message.message, href: '#hmrc-messages' }
        : { text: `${label}: ${message.message}`, href: `#${message.field ?? ''}` };
    }),
  resubmitPath: ({ taxYear }) => lossesPath(taxYear),
  next: ({ taxYear }) => ({ href: lossesPath(taxYear), text: `Losses of ${taxYear}` }),
  correct: <p class="govuk-body">Choose “Resubmit” to go back to your losses, and enter it again.</p>,
};

/** What a change holds. */
function LossChange({ figures, messages = [] }: { figures: LossFigures; messages?: readonly HmrcMessage[] }) {
  const rows = rowsOf(figures).map((row) => {
    const own = messages.filter(({ field }) => field === row.id);
    const error = own.length === 0 ? undefined : own.map(({ message }) => `HMRC says: ${message}`).join(' ');
    return { ...row, error };
  });
  const amounts = rows.filter((row) => row.amountPence !== null);
  return (
    <>
      <SummaryList
        rows={rows
          .filter((row) => row.amountPence === null)
          .map(({ label, text, error }) => ({
            key: label,
            value: error === undefined ? text : `${text}. ${error}`,
          }))}
      />
      {amounts.length > 0 && (
        <FiguresTable
          caption="Amounts"
          captionClasses="govuk-table__caption--s"
          rows={amounts.map(({ id, label, amountPence, previousPence, error }) => ({
            ...{ id, label, previousPence, error },
            amountPence: amountPence ?? 0,
          }))}
          previousHeading="HMRC had"
        />
      )}
    </>
  );
}

interface LossRow {
  id: string;
  label: string;
  text: string;
  amountPence: number | null;
  previousPence?: number | undefined;
}

const told = (id: string, label: string, text: string): LossRow => ({ id, label, text, amountPence: null });

function rowsOf(figures: LossFigures): LossRow[] {
  const what = told('change', 'Change', changeWords[figures.change]);
  switch (figures.change) {
    case 'add-loss':
    case 'amend-loss':
    case 'delete-loss':
      return [
        what,
        told('typeOfLoss', 'Loss of', lossTypeText(figures.typeOfLoss)),
        told('yearOfLoss', 'Made in tax year', figures.yearOfLoss),
        {
          ...{ id: 'amount', label: 'Loss', text: '', amountPence: figures.amountPence },
          previousPence: 'beforePence' in figures ? figures.beforePence : undefined,
        },
      ];
    case 'add-claim':
    case 'delete-claim':
      return [what, told('typeOfClaim', 'Claim', claimTypeText(figures.typeOfClaim))];
    case 'put':
    case 'delete-all': {
      const { before } = figures;
      const now = figures.change === 'put' ? figures.together : {};
      return [
        what,
        ...togetherFields
          .filter((field) => now[field] !== undefined || before?.[field] !== undefined)
          .map((field) => ({
            ...{ id: field, label: togetherLabels[field], text: '', amountPence: now[field] ?? 0 },
            previousPence: before ? (before[field] ?? 0) : undefined,
          })),
      ];
    }
  }
}
