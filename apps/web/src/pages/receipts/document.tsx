import { raw } from 'hono/html';

import { type Receipt } from '../../domain/receipts/index.ts';
import { assetPath, receiptStylesheet } from '../../ui/assets.ts';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { kindOf, titleOf } from '../submissions/index.ts';
import { ReceiptContent } from './receipt-content.tsx';
import { receiptPath } from './words.ts';

interface ReceiptDocumentProps {
  receipt: Receipt;
  /** Whether it is read where Quarterday is not: then all that it needs is in it, and nothing leads anywhere. */
  standsAlone: boolean;
  /** The calendar date on which it is made. */
  today: string;
}

/** A receipt as a document of its own, to be printed, saved as a PDF, or kept. */
export function ReceiptDocument({ receipt, standsAlone, today }: ReceiptDocumentProps) {
  const { submission } = receipt;
  const words = kindOf(submission);
  const title = receiptTitleOf(receipt);
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <title>{title} – Quarterday</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          {standsAlone ? (
            <style>{raw(receiptStylesheet)}</style>
          ) : (
            <>
              <link rel="stylesheet" href={assetPath('receipt.css')} />
              <script type="module" src={assetPath('print.js')}></script>
            </>
          )}
        </head>
        <body>
          {!standsAlone && (
            <nav class="qd-only-on-screen" aria-label="This document">
              <Link href={receiptPath(submission.id)}>Back to the receipt</Link>
              <p>Print this page, or choose “Save as PDF” where your browser prints.</p>
              <button type="button" data-print hidden>
                Print
              </button>
            </nav>
          )}
          <main>
            <p class="qd-maker">Quarterday</p>
            <h1>{title}</h1>
            <p>{words.caption(submission)}</p>
            <ReceiptContent receipt={receipt} onPaper />
            <p class="qd-made">
              Made on {formatDate(today)} by Quarterday, independent open-source software. It is not a
              government service, and this is no document of HMRC’s.
            </p>
          </main>
        </body>
      </html>
    </>
  );
}

/** What a receipt is headed with. */
export const receiptTitleOf = ({ submission }: Receipt): string => `Receipt: ${titleOf(submission)}`;
