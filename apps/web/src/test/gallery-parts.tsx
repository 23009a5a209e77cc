import { BackLink } from '../ui/components/back-link.tsx';
import { Breadcrumbs } from '../ui/components/breadcrumbs.tsx';
import { Button } from '../ui/components/button.tsx';
import { Checkboxes } from '../ui/components/checkboxes.tsx';
import { DateInput } from '../ui/components/date-input.tsx';
import { Details } from '../ui/components/details.tsx';
import { FileUpload } from '../ui/components/file-upload.tsx';
import { Input } from '../ui/components/input.tsx';
import { InsetText } from '../ui/components/inset-text.tsx';
import { NotificationBanner } from '../ui/components/notification-banner.tsx';
import { Pagination } from '../ui/components/pagination.tsx';
import { Panel } from '../ui/components/panel.tsx';
import { PasswordInput } from '../ui/components/password-input.tsx';
import { Radios } from '../ui/components/radios.tsx';
import { ScrollRegion } from '../ui/components/scroll-region.tsx';
import { Select } from '../ui/components/select.tsx';
import { SummaryList } from '../ui/components/summary-list.tsx';
import { Table } from '../ui/components/table.tsx';
import { TaskList } from '../ui/components/task-list.tsx';
import { Textarea } from '../ui/components/textarea.tsx';
import { WarningText } from '../ui/components/warning-text.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FiguresTable } from '../ui/figures-table.tsx';
import { formatPence } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { MonthlyChart } from '../ui/monthly-chart.tsx';
import { StatCard, StatCards } from '../ui/stat-card.tsx';
import { StatusTag } from '../ui/status-tag.tsx';
import { Timeline } from '../ui/timeline.tsx';

const income = [120000, 245000, 245000, 245000, 230000, 245000, 245000, 0, 245000, 250000, 250000, 250000];
const expenses = [32000, 8050, 145099, 20000, 310000, 12000, -15000, 9000, 45000, 20000, 11000, 7500];
const months = income.map((incomePence, index) => ({
  month: `${index < 9 ? 2026 : 2027}-${String(((index + 3) % 12) + 1).padStart(2, '0')}`,
  incomePence,
  expensesPence: expenses[index] ?? 0,
}));

/** The pieces that show tax figures. */
export function Figures() {
  return (
    <>
      <StatCards>
        <StatCard
          heading="HMRC connection"
          value={<StatusTag status="Expired" />}
          note="HMRC no longer accepts our authority."
          action={{ href: '/settings/hmrc-connection', text: 'Go to HMRC Connection' }}
        />
        <StatCard
          heading="Next deadline"
          value="7 November 2026"
          note="Quarter 2, due in 32 days. Quarter 1 is 60 days overdue."
          action={{ href: '/updates/2', text: 'Review quarter 2' }}
        />
        <StatCard
          heading="Last sent"
          value={<StatusTag status="Submitted" />}
          note="Quarter 1, on 6 October 2026 at 10:05am"
        />
      </StatCards>
      <MonthlyChart id="year" title="Income and expenses, 2026 to 2027" months={months} />
      <FiguresTable
        caption="Expenses"
        rows={[
          {
            id: 'rent',
            label: 'Rent, rates and insurance',
            amountPence: 45000,
            previousPence: 45000,
            href: '/records',
          },
          {
            id: 'repairs',
            label: 'Repairs and maintenance',
            amountPence: 1234567,
            previousPence: 1000000,
            href: '/records',
            error: 'HMRC says this amount is too large',
          },
          { id: 'other', label: 'Other', amountPence: -1200, href: '/records' },
          {
            id: 'total',
            label: 'Total expenses',
            amountPence: 1278367,
            previousPence: 1045000,
            isTotal: true,
          },
        ]}
      />
      <FiguresTable
        caption="Income"
        rows={[
          { id: 'rents', label: 'Rents received', amountPence: 1450000, href: '/records' },
          { id: 'income-total', label: 'Total income', amountPence: 1450000, isTotal: true },
        ]}
      />
      <Timeline
        items={[
          { at: '2026-10-06T09:05:00Z', title: 'Quarter 1', status: 'Submitted', text: 'Taken by HMRC' },
          { at: '2026-10-06T09:04:00Z', title: 'Quarter 1', status: 'Processing' },
        ]}
      />
      <p>
        {(
          ['Not Connected', 'Connected', 'Expired', 'Processing', 'Submitted', 'Failed', 'Rejected'] as const
        ).map((status) => (
          <>
            <StatusTag status={status} />{' '}
          </>
        ))}
      </p>
      <EmptyState
        heading="No records yet"
        actions={
          <>
            <Button>Start with sample records</Button>
            <Button variant="secondary" href="/records/import">
              Import a CSV file
            </Button>
          </>
        }
      >
        Add your first property, or try Quarterday with sample records.
      </EmptyState>
    </>
  );
}

/** The pieces that show words. */
export function Text() {
  return (
    <>
      <Breadcrumbs items={[{ text: 'Home', href: '/' }, { text: 'Records' }]} />
      <BackLink href="/" />
      <p class="govuk-body">
        Quarterday keeps your figures, <Money pence={-123456} />, and tells you the truth about them.
      </p>
      <NotificationBanner titleId="note">There is something you should know</NotificationBanner>
      <WarningText>Your records changed since this was sent.</WarningText>
      <InsetText>HMRC calls this an authority. It lasts 18 months.</InsetText>
      <Details summaryText="Where do I find my National Insurance number?">On your payslip.</Details>
      <Panel titleText="Submitted" headingLevel={2}>
        HMRC’s reference is a1b2c3.
      </Panel>
      <SummaryList
        rows={[
          {
            key: 'Address',
            value: '12 High Street, Ambleside',
            actions: { items: [{ href: '/change', text: 'Change', visuallyHiddenText: 'the address' }] },
          },
          { key: 'National Insurance number', value: 'AA •• •• •• A' },
        ]}
        card={{ title: 'The flat' }}
      />
      <SummaryList rows={[{ key: 'Connected since', value: '6 October 2026' }]} />
      <ScrollRegion label="Transactions">
        <Table
          caption="Transactions"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={['Date', 'Property', 'Category', 'Description', { text: 'In', format: 'numeric' }]}
          rows={[123456, 99, -1200].map((pence) => [
            '6 April 2026',
            'The flat',
            'Rents received',
            'Rent for April',
            { text: formatPence(pence), format: 'numeric' },
          ])}
        />
      </ScrollRegion>
      <TaskList
        items={[
          {
            title: 'Quarter 1',
            href: '/updates/1',
            hint: 'Due 7 August 2026',
            status: <StatusTag status="Failed" />,
          },
          { title: 'Quarter 2', status: 'Cannot start yet' },
        ]}
      />
      <Pagination
        previous={{ href: '/records?page=1' }}
        next={{ href: '/records?page=3' }}
        items={[1, 2, 3].map((number) => ({
          number,
          href: `/records?page=${number}`,
          current: number === 2,
        }))}
      />
    </>
  );
}

/** The pieces that ask. */
export function Fields() {
  return (
    <form method="post" enctype="multipart/form-data">
      <Input
        name="email"
        label="Email address"
        type="email"
        autocomplete="email"
        hint="We send nothing else."
      />
      <PasswordInput name="password" label="Password" />
      <Input
        name="amount"
        label={{ text: 'Amount in pounds', classes: 'govuk-label--m' }}
        prefix="£"
        inputmode="decimal"
        classes="govuk-input--width-10"
        value="12.345"
        errorMessage="Give pounds and pence, like 12.34"
      />
      <DateInput
        id="date"
        namePrefix="date"
        fieldset={{ legend: { text: 'When was it paid?', classes: 'govuk-fieldset__legend--m' } }}
        hint="For example, 27 3 2026"
        errorMessage="Give a day in the month"
        errorParts={['day']}
        values={{ day: '32', month: '3', year: '2026' }}
      />
      <Radios
        name="kind"
        value="in"
        fieldset={{ legend: 'Money in or out?' }}
        items={[
          { value: 'in', text: 'Money in', hint: 'Rent and the like' },
          { value: 'out', text: 'Money out', conditional: <Input name="payee" label="Paid to" /> },
        ]}
      />
      <Checkboxes name="agree" items={[{ value: 'yes', text: 'The figures are right' }]} />
      <Select
        name="category"
        label="Category"
        value="repairs"
        items={[
          { value: 'rents', text: 'Rents received' },
          { value: 'repairs', text: 'Repairs and maintenance' },
        ]}
      />
      <Textarea name="note" label="Note" value={'one\ntwo'} />
      <FileUpload name="file" label="CSV file" attributes={{ accept: '.csv' }} />
      <div class="govuk-button-group">
        <Button preventDoubleClick>Save</Button>
        <Button variant="secondary">Cancel</Button>
        <Button variant="warning">Disconnect</Button>
        <Button disabled>Submit</Button>
        <Button href="/start" isStartButton>
          Start
        </Button>
      </div>
    </form>
  );
}
