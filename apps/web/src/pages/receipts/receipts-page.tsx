import { type Hono } from 'hono';

import { type SubmissionView } from '../../domain/submissions/index.ts';
import { keepRecordsUntil, parseTaxYear } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { Select } from '../../ui/components/select.tsx';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { kindOf, statusWords } from '../submissions/index.ts';
import { type ReceiptPageDeps } from './deps.ts';
import { grouped, receiptPath } from './words.ts';

/** `/receipts`: all of them by tax year, and the files to keep. */
export function receiptsPage(app: Hono<AppEnv>, { receipts, submissions }: ReceiptPageDeps): void {
  app.get('/receipts', async (c) => {
    const { id } = signedInPerson(c);
    const [all, head] = await Promise.all([submissions.all(id), receipts.head(id)]);
    return c.html(<ReceiptsPage page={c.get('page')} all={all} head={head} />);
  });
}

interface ReceiptsPageProps {
  page: PageContext;
  all: readonly SubmissionView[];
  head: { sequence: number; hash: string } | null;
}

function ReceiptsPage({ page, all, head }: ReceiptsPageProps) {
  const years = [...new Set(all.map(({ taxYear }) => taxYear))].sort().reverse();
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title="Receipts"
      back={{ href: '/updates', text: 'Quarterly updates' }}
      wide
    >
      <h1 class="govuk-heading-xl">Receipts</h1>
      {all.length === 0 ? (
        <EmptyState
          heading="There are no receipts yet"
          actions={<Button href="/updates">See what is due</Button>}
        >
          <p class="govuk-body">
            Each submission gets one at the click: it says what was sent and what became of it.
          </p>
        </EmptyState>
      ) : (
        <>
          <p class="govuk-body">
            A receipt shows what you submitted, the transactions behind it as they stood when you clicked, the
            exact text that was sent, and HMRC’s answer. What you change in your records afterwards does not
            change it.
          </p>
          {years.map((year) => (
            <YearTable year={year} submissions={all.filter(({ taxYear }) => taxYear === year)} />
          ))}
          <Keeping years={years} />
          {head && <Head {...head} />}
        </>
      )}
    </Page>
  );
}

function YearTable({ year, submissions }: { year: string; submissions: readonly SubmissionView[] }) {
  return (
    <Table
      caption={`Tax year ${year}`}
      captionClasses="govuk-table__caption--m"
      stacked
      head={['Receipt', 'What', 'Started', 'Status']}
      firstCellIsHeader
      rows={submissions.map((submission) => {
        const words = kindOf(submission);
        return [
          { text: <Link href={receiptPath(submission.id)}>{words.heading(submission)}</Link> },
          words.caption(submission),
          formatDate(submission.createdAt.toISOString().slice(0, 10)),
          { text: <StatusTag status={statusWords[submission.status]} /> },
        ];
      })}
    />
  );
}

function Keeping({ years }: { years: readonly string[] }) {
  const newest = parseTaxYear(years[0] ?? '');
  return (
    <>
      <h2 class="govuk-heading-m">Keep them</h2>
      <p class="govuk-body">
        The law wants the records behind a tax return kept for five years from 31 January after the tax year
        {newest && `: those of ${newest} until ${formatDate(keepRecordsUntil(newest))}`}. Download them as a
        zip file that needs neither Quarterday nor a network to be read and checked, and put it where you will
        find it.
      </p>
      <form method="get" action="/receipts/export">
        <Select
          name="year"
          label="What to download"
          items={[
            ...years.map((year) => ({ value: year, text: `Tax year ${year}` })),
            { value: 'all', text: 'All years, with everything else that we keep about you' },
          ]}
        />
        <Button variant="secondary">Download</Button>
      </form>
    </>
  );
}

function Head({ sequence, hash }: { sequence: number; hash: string }) {
  return (
    <>
      <h2 class="govuk-heading-m">The last fingerprint</h2>
      <p class="govuk-body">
        The records behind your receipts form a chain of {sequence === 1 ? '1 record' : `${sequence} records`}
        . Whoever has this fingerprint on paper can show later that none of them was changed or left out:
      </p>
      <p class="govuk-body qd-reference">{grouped(hash)}</p>
    </>
  );
}
