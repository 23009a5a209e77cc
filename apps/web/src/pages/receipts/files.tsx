import { type HtmlEscapedString } from 'hono/utils/html';

import { toCsv } from '../../domain/accounts/index.ts';
import { shareAsPercent } from '../../domain/records/index.ts';
import { type FrozenLedger, type Receipt } from '../../domain/receipts/index.ts';
import { kindOf } from '../submissions/index.ts';
import { ReceiptDocument } from './document.tsx';
import { categoryOf } from './frozen-transactions.tsx';

/** Receipts as files to be kept, by their names: a page for each, and beside it the transactions of each attempt as CSV. */
export function receiptFiles(receipts: readonly Receipt[], today: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const receipt of receipts) {
    const { kind, taxYear, periodEndDate, id } = receipt.submission;
    // Two of a kind may end on one day: of two businesses, or an amendment.
    const name = `${taxYear}/${kind}-${periodEndDate}-${id.slice(0, 8)}`;
    // The type allows for a promise, which only asynchronous components give.
    const page = (<ReceiptDocument receipt={receipt} standsAlone today={today} />) as HtmlEscapedString;
    files[`${name}.html`] = `${page.toString()}\n`;
    for (const { attempt, ledger } of receipt.attempts) {
      const kept = kindOf(receipt.submission).files?.({ ...receipt.submission, latest: attempt }) ?? {};
      for (const [end, text] of Object.entries(kept))
        files[`${name}-attempt-${attempt.number}-${end}`] = text;
      if (ledger) files[`${name}-attempt-${attempt.number}-transactions.csv`] = ledgerCsv(ledger);
    }
  }
  return files;
}

const header = [
  'Date',
  'Property',
  'Address',
  'Country',
  'Category',
  'Description',
  'Money in (pence)',
  'Money out (pence)',
  'Transaction',
];

/** Of jointly owned properties. */
const sharedHeader = ['Whole money in (pence)', 'Whole money out (pence)', 'Your share (%)'];

function ledgerCsv({ rows }: FrozenLedger): string {
  const isShared = rows.some(({ shared }) => shared !== undefined);
  return toCsv(
    isShared ? [...header, ...sharedHeader] : header,
    rows.map((row) => [
      row.date,
      row.property,
      row.address,
      row.countryCode,
      categoryOf(row),
      row.description,
      row.moneyInPence,
      row.moneyOutPence,
      row.id,
      ...(row.shared
        ? [row.shared.wholeInPence, row.shared.wholeOutPence, shareAsPercent(row.shared.shareBasisPoints)]
        : isShared
          ? [row.moneyInPence, row.moneyOutPence, '100']
          : []),
    ]),
  );
}
