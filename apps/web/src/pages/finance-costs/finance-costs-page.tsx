import { type Hono } from 'hono';

import { type BroughtForwardView, type CostPlace, costField } from '../../domain/submissions/index.ts';
import { countryName } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { type AppEnv } from '../env.ts';
import { penceAsField } from '../records/form.ts';
import {
  backOf,
  LeftOut,
  savedWords,
  yearAmountPage,
  type YearAmountProps,
} from '../year-amounts/year-amount-page.tsx';
import { businessName } from '../years/words.ts';
import { type FinanceCostPageDeps } from './deps.ts';
import { LeftByHmrc } from './left-by-hmrc.tsx';
import { financeCostsPath } from './paths.ts';

/** Where a landlord says what finance costs of earlier years are brought forward into a tax year. */
export function financeCostsPage(app: Hono<AppEnv>, { submissions }: FinanceCostPageDeps): void {
  const { view, save } = submissions.financeCosts;
  yearAmountPage(app, {
    ...{ route: '/years/:taxYear/finance-costs/:businessId', view, save, path: financeCostsPath },
    fieldsOf: ({ places }) => places.map(costField),
    render: (props) => <FinanceCostsPage {...props} />,
  });
}

type FinanceCostsPageProps = YearAmountProps<BroughtForwardView>;

function FinanceCostsPage(props: FinanceCostsPageProps) {
  const { page, view, quarter, problems = [], isSaved = false } = props;
  const { taxYear, typeOfBusiness, isClosed } = view;
  const title = 'Finance costs brought forward';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${title} into ${taxYear}`}
      back={backOf(view, quarter)}
      errors={problems.map(({ field, text }) => ({ text: errorText(view, field, text), href: `#${field}` }))}
      {...(isSaved && { flash: { kind: 'success' as const, text: savedWords(view) } })}
    >
      <span class="govuk-caption-l">
        {businessName(typeOfBusiness)}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Interest and other finance costs of residential lets reduce your tax, but only as far as your profit
        and your income allow. What brought no relief in earlier years can bring some in {taxYear}, if your
        updates of {taxYear} tell HMRC of it.
      </p>
      <p class="govuk-body">
        Quarterday puts the amount into each update of the tax year. It is an amount of the whole year, and
        the same in each of them. Finance costs of {taxYear} itself belong in your records, not here.
      </p>
      <LeftByHmrc view={view} />
      <LeftOut view={view} />
      {isClosed ? <AsItWas view={view} /> : <Form {...props} />}
    </Page>
  );
}

function errorText(view: BroughtForwardView, field: string, text: string): string {
  const place = view.places.find((each) => costField(each) === field);
  return place && place.countryCode !== null ? `${nameOf(place)}: ${text}` : text;
}

/** What HMRC closed is there to be read. */
function AsItWas({ view: { kept, places } }: { view: BroughtForwardView }) {
  return (
    <>
      <InsetText>HMRC takes no changes of this tax year any more.</InsetText>
      {kept ? (
        <SummaryList
          rows={places.map((place) => ({ key: nameOf(place), value: formatPence(place.keptPence ?? 0) }))}
        />
      ) : (
        <p class="govuk-body">You brought nothing forward.</p>
      )}
    </>
  );
}

function Form({ view, quarter, typed, problems = [] }: FinanceCostsPageProps) {
  const { places, kept, typeOfBusiness } = view;
  if (places.length === 0) {
    return <InsetText>Your records have no property abroad. Add it there first, with its country.</InsetText>;
  }
  return (
    <form method="post" action={financeCostsPath(view)} novalidate>
      {quarter !== null && <input type="hidden" name="quarter" value={quarter} />}
      {kept && (
        <p class="govuk-body">
          You entered {formatPence(kept.pence)} on {formatInstant(kept.enteredAt.toISOString())}.
        </p>
      )}
      {typeOfBusiness === 'foreign-property' && (
        <p class="govuk-body">Leave a field empty where nothing is brought forward.</p>
      )}
      {places.map((place) => (
        <Amount
          place={place}
          typed={typed?.[costField(place)]}
          error={problems.find(({ field }) => field === costField(place))?.text}
        />
      ))}
      <Button preventDoubleClick>Save</Button>
    </form>
  );
}

interface AmountProps {
  place: CostPlace;
  typed: string | undefined;
  error: string | undefined;
}

function Amount({ place, typed, error }: AmountProps) {
  const proposed = place.keptPence ?? place.leftPence;
  const isProposal = place.keptPence === null && place.leftPence !== null;
  return (
    <Input
      name={costField(place)}
      label={`${nameOf(place)}, in pounds`}
      hint={
        isProposal
          ? 'Filled in from HMRC’s calculation. Check it, and change it where it is not right.'
          : undefined
      }
      prefix="£"
      inputmode="decimal"
      autocomplete="off"
      classes="govuk-input--width-10"
      value={typed ?? (proposed === null ? undefined : penceAsField(proposed))}
      errorMessage={error}
    />
  );
}

function nameOf({ countryCode, property }: CostPlace): string {
  if (countryCode === null) return 'Unused residential finance costs of earlier years';
  return property ? `${property.name}, ${countryName(countryCode)}` : countryName(countryCode);
}
