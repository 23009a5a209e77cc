import { type Hono } from 'hono';

import { type Receipt } from '../../domain/receipts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { kindOf, submissionPath } from '../submissions/index.ts';
import { type ReceiptPageDeps } from './deps.ts';
import { ReceiptDocument, receiptTitleOf } from './document.tsx';
import { ReceiptContent } from './receipt-content.tsx';
import { receiptPath } from './words.ts';

/** `/submissions/ID/receipt`, and the same for paper. */
export function receiptPage(app: Hono<AppEnv>, { receipts, clock }: ReceiptPageDeps): void {
  const find = (c: AppContext) => receipts.one(signedInPerson(c).id, c.req.param('id') ?? '');

  app.get('/submissions/:id/receipt', async (c) => {
    const receipt = await find(c);
    if (!receipt) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(<ReceiptPage page={c.get('page')} receipt={receipt} />);
  });

  app.get('/submissions/:id/receipt/print', async (c) => {
    const receipt = await find(c);
    if (!receipt) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(<ReceiptDocument receipt={receipt} standsAlone={false} today={clock.today()} />);
  });
}

function ReceiptPage({ page, receipt }: { page: PageContext; receipt: Receipt }) {
  const { submission } = receipt;
  const words = kindOf(submission);
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={receiptTitleOf(receipt)}
      back={{ href: submissionPath(submission.id), text: 'The submission' }}
      wide
    >
      <span class="govuk-caption-l">{words.caption(submission)}</span>
      <h1 class="govuk-heading-l">{receiptTitleOf(receipt)}</h1>
      <div class="govuk-button-group">
        <Button href={`${receiptPath(submission.id)}/print`} variant="secondary">
          Print or save as PDF
        </Button>
        <Link href="/receipts">All your receipts, to be kept</Link>
      </div>
      <ReceiptContent receipt={receipt} onPaper={false} />
    </Page>
  );
}
