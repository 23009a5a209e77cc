import { type Hono } from 'hono';

import { type Balance, type BalanceResult } from '../../domain/calculations/index.ts';
import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { Table } from '../../ui/components/table.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Money } from '../../ui/money.tsx';
import { captureClick } from '../device.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { AskHmrc } from './ask-hmrc.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { balancePath } from './paths.ts';
import { yearsPath } from '../years/paths.ts';

/** What is owed to HMRC, asked for by the person and shown with its date; nothing of it is kept. */
export function balancePage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { calculations, connections } = deps;

  app.get(balancePath, async (c) => {
    const status = await connections.status(signedInPerson(c).id);
    return c.html(<BalancePage page={c.get('page')} status={status} result={undefined} />);
  });

  app.post(balancePath, async (c) => {
    const { id } = signedInPerson(c);
    const captured = captureClick(c, await c.req.parseBody(), deps);
    const result = await calculations.askBalance(id, captured);
    const status = await connections.status(id);
    return c.html(
      <BalancePage page={c.get('page')} status={status} result={result} />,
      result.ok ? 200 : 409,
    );
  });
}

interface BalancePageProps {
  page: PageContext;
  status: ConnectionStatus;
  result: BalanceResult | undefined;
}

function BalancePage({ page, status, result }: BalancePageProps) {
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title="What you owe HMRC"
      back={{ href: yearsPath, text: 'Tax years' }}
      wide
    >
      <h1 class="govuk-heading-l">What you owe HMRC</h1>
      {result && <Result result={result} />}
      <AskHmrc path={balancePath} status={status} text="Ask HMRC what I owe" />
      <p class="govuk-body">
        This is your Self Assessment account as HMRC keeps it. You pay HMRC itself, not through Quarterday.
      </p>
    </Page>
  );
}

function Result({ result }: { result: BalanceResult }) {
  if (!result.ok) return <WarningText>{result.sentence}</WarningText>;
  if (!result.balance) {
    return (
      <p class="govuk-body-l">
        Nothing yet: on {formatInstant(result.askedAt.toISOString())} HMRC had nothing owed or paid in your
        account.
      </p>
    );
  }
  return <Owed balance={result.balance} />;
}

function Owed({ balance }: { balance: Balance }) {
  const by = (date: string | null) => (date === null ? '' : `, by ${formatDate(date)}`);
  return (
    <>
      <p class="govuk-body">As HMRC had it on {formatInstant(balance.askedAt.toISOString())}.</p>
      <SummaryList
        rows={[
          { key: 'Overdue', value: { text: <Money pence={balance.overduePence} /> } },
          {
            key: `To pay within 30 days${by(balance.payableDueDate)}`,
            value: { text: <Money pence={balance.payablePence} /> },
          },
          {
            key: `To pay later${by(balance.laterDueDate)}`,
            value: { text: <Money pence={balance.laterPence} /> },
          },
          { key: 'In all', value: { text: <Money pence={balance.totalPence} /> } },
        ]}
      />
      {balance.charges.length > 0 && (
        <Table
          caption="What is not paid yet"
          captionClasses="govuk-table__caption--m"
          stacked
          firstCellIsHeader
          head={['Charge', 'Tax year', 'Due', { text: 'To pay', format: 'numeric' }]}
          rows={balance.charges.map((charge) => [
            charge.what,
            charge.taxYear ?? '–',
            charge.dueDate === null ? '–' : formatDate(charge.dueDate),
            { text: formatPence(charge.outstandingPence), format: 'numeric' },
          ])}
        />
      )}
    </>
  );
}
