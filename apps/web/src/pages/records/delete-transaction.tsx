import { Hono } from 'hono';

import { categoryLabel } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { OwnMoney } from '../../ui/money.tsx';
import { signedInPerson, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { withDone } from './notices.ts';

/** `/records/transactions/ID/delete`: asks before a transaction goes. */
export function deleteTransactionPage({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/records/transactions/:id/delete', async (c) => {
    const transaction = await records.findTransaction(signedInPerson(c).id, c.req.param('id'));
    if (!transaction) return c.notFound();
    const { id, date, propertyName, category, description, shareBasisPoints } = transaction;
    const [pence, wholePence] =
      transaction.wholeInPence > 0
        ? [transaction.moneyInPence, transaction.wholeInPence]
        : [transaction.moneyOutPence, transaction.wholeOutPence];
    const path = `/records/transactions/${id}`;
    const frame = c.var.page;
    const title = 'Delete this transaction?';
    return c.html(
      <Page
        {...frame}
        title={title}
        nav={{ ...frame.nav, current: 'records' }}
        back={{ href: path, text: 'Change the transaction' }}
      >
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            { key: 'Date', value: formatDate(date) },
            { key: 'Property', value: propertyName },
            { key: 'Category', value: categoryLabel(category) },
            { key: 'Description', value: description === '' ? 'None' : description },
            {
              key: transaction.wholeInPence > 0 ? 'Money in' : 'Money out',
              value: { text: <OwnMoney {...{ pence, wholePence, shareBasisPoints }} /> },
            },
          ]}
        />
        <p class="govuk-body">
          What you have already sent to HMRC stays as it is, and the receipt of it still shows this
          transaction. Your next update will leave it out.
        </p>
        <form method="post" action={`${path}/delete`}>
          <div class="govuk-button-group">
            <Button variant="warning" preventDoubleClick>
              Delete transaction
            </Button>
            <Link href={path}>Keep it</Link>
          </div>
        </form>
      </Page>,
    );
  });

  app.post('/records/transactions/:id/delete', async (c) => {
    const deleted = await records.deleteTransaction(signedInPerson(c).id, c.req.param('id'));
    return deleted ? c.redirect(withDone('/records', 'transaction-deleted'), 303) : c.notFound();
  });

  return app;
}
