import { type Hono } from 'hono';

import { mostToClaim, type RentARoomView } from '../../domain/submissions/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { type AppEnv } from '../env.ts';
import { penceAsField } from '../records/form.ts';
import { ledgerPath } from '../records/index.ts';
import {
  backOf,
  LeftOut,
  savedWords,
  yearAmountPage,
  type YearAmountProps,
} from '../year-amounts/year-amount-page.tsx';
import { businessName } from '../years/words.ts';
import { type RentARoomPageDeps } from './deps.ts';
import { rentARoomPath } from './paths.ts';

/** Where a landlord says what Rent a Room relief they claim for a tax year. */
export function rentARoomPage(app: Hono<AppEnv>, { submissions }: RentARoomPageDeps): void {
  const { view, save } = submissions.rentARoom;
  yearAmountPage(app, {
    ...{ route: '/years/:taxYear/rent-a-room/:businessId', view, save, path: rentARoomPath },
    fieldsOf: () => ['amount'],
    render: (props) => <RentARoomPage {...props} />,
  });
}

function RentARoomPage(props: YearAmountProps<RentARoomView>) {
  const { page, view, quarter, problems = [], isSaved = false } = props;
  const { taxYear, isClosed } = view;
  const title = 'Rent a Room relief';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${title} in ${taxYear}`}
      back={backOf(view, quarter)}
      errors={problems.map(({ field, text }) => ({ text, href: `#${field}` }))}
      {...(isSaved && { flash: { kind: 'success' as const, text: savedWords(view) } })}
    >
      <span class="govuk-caption-l">
        {businessName('uk-property')}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Rents for furnished rooms in your own home can be free of tax: up to £7,500 a year, or up to £3,750
        where somebody else has part of the income. What you claim comes off these rents. Above it, the rents
        are taxed.
      </p>
      <p class="govuk-body">
        Whoever claims the relief claims no other expenses for the room. If your expenses are more than the
        relief, claim nothing here and record them instead. HMRC takes one or the other for the tax year.
      </p>
      <p class="govuk-body">
        Quarterday puts the amount into each update of the tax year, though never more than that update has of
        such rents.
      </p>
      <Room view={view} />
      <LeftOut view={view} />
      {isClosed ? <AsItWas view={view} /> : <Form {...props} />}
    </Page>
  );
}

/** The rents that the relief is of, and the limit that holds. */
function Room({ view }: { view: RentARoomView }) {
  const { taxYear, rentsPence, limitPence } = view;
  const { start: from, end: to } = taxYearDates(view.taxYear);
  return (
    <InsetText>
      <p class="govuk-body">
        Rent a Room rents in your records of {taxYear}: {formatPence(rentsPence)}.{' '}
        <Link href={ledgerPath({ from, to, category: 'rentsReceived' })}>See the transactions</Link>
      </p>
      <p class="govuk-body">
        Your limit is {formatPence(limitPence)}. {sharingWords(view)}{' '}
        <Link href={annualPath(view)}>
          {view.isShared === null ? 'Answer that in your annual summary' : 'Change your answer'}
        </Link>
      </p>
    </InsetText>
  );
}

function sharingWords({ isShared }: RentARoomView): string {
  if (isShared === null) return 'It is half of that where somebody else has part of the income.';
  return isShared
    ? 'You answered that somebody else has part of the income.'
    : 'You answered that the income is all yours.';
}

/** What HMRC closed is there to be read. */
const AsItWas = ({ view: { kept } }: { view: RentARoomView }) => (
  <>
    <InsetText>HMRC takes no changes of this tax year any more.</InsetText>
    <p class="govuk-body">
      {kept && kept.pence > 0 ? `You claimed ${formatPence(kept.pence)}.` : 'You claimed nothing.'}
    </p>
  </>
);

function Form({ view, quarter, typed, problems = [] }: YearAmountProps<RentARoomView>) {
  const { kept } = view;
  const proposed = kept?.pence ?? mostToClaim(view);
  return (
    <form method="post" action={rentARoomPath(view)} novalidate>
      {quarter !== null && <input type="hidden" name="quarter" value={quarter} />}
      {kept && (
        <p class="govuk-body">
          You entered {formatPence(kept.pence)} on {formatInstant(kept.enteredAt.toISOString())}.
          {kept.pence > 0 &&
            kept.pence < mostToClaim(view) &&
            ` By now you can claim up to ${formatPence(mostToClaim(view))}.`}
        </p>
      )}
      <Input
        name="amount"
        label="Rent a Room amount you claim, in pounds"
        hint={
          kept
            ? 'Enter 0 to claim nothing.'
            : 'Filled in with your rents, up to the limit. Check it, and enter 0 to claim nothing.'
        }
        prefix="£"
        inputmode="decimal"
        autocomplete="off"
        classes="govuk-input--width-10"
        value={typed?.['amount'] ?? penceAsField(proposed)}
        errorMessage={problems.find(({ field }) => field === 'amount')?.text}
      />
      <Button preventDoubleClick>Save</Button>
    </form>
  );
}
