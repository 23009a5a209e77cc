import { Hono } from 'hono';

import { categories, type LedgerSummary, type TransactionFilter } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { Pagination } from '../../ui/components/pagination.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatCard, StatCards } from '../../ui/stat-card.tsx';
import { signedInPerson, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { LedgerFilter, spanOf, spanText, yearsOf } from './ledger-filter.tsx';
import { ledgerPath, readFilter } from './ledger-path.ts';
import { countOf, flashOf } from './notices.ts';
import { TransactionsTable } from './transactions-table.tsx';

const pageSize = 50;

/** `/records`: the ledger, narrowed and added up, and the way to everything else about records. */
export function ledgerPage({ records, clock }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/records', async (c) => {
    const owner = signedInPerson(c).id;
    const query = (name: string) => c.req.query(name);
    const filter = readFilter(query);
    const [properties, dates, summary] = await Promise.all([
      records.listProperties(owner),
      records.ledgerDates(owner),
      records.summarise(owner, filter),
    ]);
    const pages = Math.max(1, Math.ceil(summary.transactions / pageSize));
    const asked = Number(query('page') ?? '1');
    const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
    const transactions = await records.listTransactions(owner, filter, { page, pageSize });
    const today = clock.today();
    const frame = c.var.page;
    return c.html(
      <Page
        {...frame}
        title="Records"
        nav={{ ...frame.nav, current: 'records' }}
        flash={flashOf(query, frame.flash)}
        wide
      >
        <h1 class="govuk-heading-l">Records</h1>
        <Actions />
        {dates === undefined ? (
          <NoRecords mayLoadSample={properties.length === 0} />
        ) : (
          <>
            <LedgerFilter properties={properties} filter={filter} years={yearsOf(dates, today)} />
            <Summary summary={summary} filter={filter} />
            {transactions.length === 0 ? (
              <p class="govuk-body">No transactions match. Change the filter, or show all of them.</p>
            ) : (
              <TransactionsTable
                caption={`Transactions, page ${page} of ${pages}, newest first`}
                lines={transactions.map(({ id, propertyName, ...transaction }) => ({
                  ...transaction,
                  property: propertyName,
                  href: `/records/transactions/${id}`,
                }))}
              />
            )}
            <PageLinks filter={filter} page={page} pages={pages} />
          </>
        )}
      </Page>,
    );
  });

  app.post('/records/sample', async (c) => {
    // Refused where records are there already, such as at the second click of two: those are what the home page shows then.
    await records.loadSampleRecords(signedInPerson(c).id);
    return c.redirect('/', 303);
  });

  return app;
}

function Actions() {
  return (
    <div class="govuk-button-group">
      <Button href="/records/transactions/new">Add a transaction</Button>
      <Button href="/records/import" variant="secondary">
        Import a CSV file
      </Button>
      <Link href="/records/properties">Properties</Link>
    </div>
  );
}

function NoRecords({ mayLoadSample }: { mayLoadSample: boolean }) {
  return (
    <EmptyState
      heading="No transactions yet"
      actions={
        mayLoadSample && (
          <form method="post" action="/records/sample">
            <Button preventDoubleClick>Start with sample records</Button>
          </form>
        )
      }
    >
      <p class="govuk-body">
        Rent, repairs, fees and everything else that came in or went out for your properties is listed here,
        and added up for HMRC.
      </p>
      <p class="govuk-body">
        Add a transaction, or import them all from a spreadsheet.{' '}
        {mayLoadSample && 'To look around first, start with the records of a made-up landlord.'}
      </p>
    </EmptyState>
  );
}

function Summary({ summary, filter }: { summary: LedgerSummary; filter: TransactionFilter }) {
  const span = spanOf(filter);
  const note = span ? spanText(span) : 'All dates';
  return (
    <>
      <StatCards>
        <StatCard heading="Income" value={formatPence(summary.incomePence)} note={note} />
        <StatCard heading="Expenses" value={formatPence(summary.expensesPence)} note={note} />
        <StatCard
          heading="Transactions"
          value={summary.transactions.toLocaleString('en-GB')}
          note={`${formatPence(summary.moneyInPence)} in, ${formatPence(summary.moneyOutPence)} out`}
        />
      </StatCards>
      {summary.transactions > 0 && (
        <Details summaryText="Totals by category">
          <FiguresTable
            caption={`Totals by category, ${countOf(summary.transactions, 'transaction')}`}
            captionClasses="govuk-visually-hidden"
            rows={categories
              .filter(({ key }) => summary.figures[key] !== 0)
              .map(({ key, label }) => ({
                id: key,
                label,
                amountPence: summary.figures[key],
                href: ledgerPath({ ...filter, category: key }),
              }))}
          />
          <p class="govuk-body">
            A refund of an expense reduces the expense, and rent paid back reduces the income.
          </p>
        </Details>
      )}
    </>
  );
}

function PageLinks({ filter, page, pages }: { filter: TransactionFilter; page: number; pages: number }) {
  if (pages === 1) return null;
  const hrefOf = (number: number) => ledgerPath({ ...filter, page: number });
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 1,
  );
  return (
    <Pagination
      landmarkLabel="Pages of transactions"
      previous={page > 1 ? { href: hrefOf(page - 1) } : undefined}
      next={page < pages ? { href: hrefOf(page + 1) } : undefined}
      items={near.flatMap((number, index) => [
        ...(index > 0 && number - (near[index - 1] ?? 0) > 1 ? [{ ellipsis: true } as const] : []),
        { number, href: hrefOf(number), current: number === page },
      ])}
    />
  );
}
