import { type Child } from 'hono/jsx';

import {
  type AnnualAmountField,
  type AnnualSection,
  type AnnualYear,
  type BuildingList,
  entryFieldsOf,
  expensesInTheWay,
  expensesOfQuartersInTheWay,
  hasEndedAllowances,
  isCumulative,
} from '../../domain/submissions/index.ts';
import { Fieldset } from '../../ui/components/fieldset.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Link } from '../../ui/link.tsx';
import { placeName } from '../submissions/figures.tsx';
import { expenseStylePath } from '../submissions/words.ts';
import { BuildingFields } from './building-fields.tsx';
import { amountLabels, buildingListLabels, keyedField } from './words.ts';

interface EntryFieldsProps {
  section: AnnualSection;
  /** The business and year that the form is of. */
  of: Pick<AnnualYear, 'businessId' | 'typeOfBusiness' | 'taxYear'>;
  /** What is wrong with a field of the section. */
  errorOf: (field: string) => string | undefined;
}

const hints: Record<AnnualAmountField, string> = {
  balancingCharge: 'When you sold or gave away something you had claimed capital allowances for',
  privateUseAdjustment: 'The part of your expenses that was for private use',
  businessPremisesRenovationAllowanceBalancingCharges:
    'When premises you had claimed business premises renovation allowance for were sold or changed their use',
  propertyIncomeAllowance: 'Leave empty to keep your expenses',
  annualInvestmentAllowance: 'For equipment, not for furnishing of homes you let',
  costOfReplacingDomesticItems: 'Such as beds, carpets or a fridge in a home you let',
  zeroEmissionsCarAllowance: 'For new electric cars',
  zeroEmissionsGoodsVehicleAllowance: 'For new electric vans and other goods vehicles',
  electricChargePointAllowance: 'For installing new charge points for electric vehicles',
  otherCapitalAllowance: 'Also for electric charge points',
  businessPremisesRenovationAllowance: 'For premises in areas that were assisted by the state',
};

/** Where charge points have a field of their own, they are not among the others. */
const hintOf = (name: AnnualAmountField, taxYear: string): string =>
  name === 'otherCapitalAllowance' && hasEndedAllowances(taxYear)
    ? 'What none of the other allowances here is for'
    : hints[name];

const buildingHints: Record<BuildingList, string> = {
  structuredBuildingAllowance: 'For the cost of building or renovating what is not let as a home.',
  enhancedStructuredBuildingAllowance:
    'The same in a freeport or an investment zone, where the rate is higher.',
};

/** The amounts and buildings of all UK property, or of one place abroad, which its name stands above. */
export function EntryFields({ section, of, errorOf }: EntryFieldsProps) {
  const { key, place, answers } = section;
  const { adjustments, allowances, lists } = entryFieldsOf(of.typeOfBusiness, of.taxYear);
  const Heading = ({ children }: { children?: Child }) =>
    place ? <h3 class="govuk-heading-s">{children}</h3> : <h2 class="govuk-heading-m">{children}</h2>;
  const pounds = (name: AnnualAmountField) => (
    <Input
      name={keyedField(key, name)}
      label={`${amountLabels[name]}, in pounds`}
      hint={{ text: hintOf(name, of.taxYear) }}
      prefix="£"
      inputmode="decimal"
      autocomplete="off"
      classes="govuk-input--width-10"
      value={answers.fields[name]}
      errorMessage={withWayOut(errorOf(name), of)}
    />
  );
  const fields = (
    <>
      <Heading>Adjustments</Heading>
      <p class="govuk-body">Leave empty what does not apply to you. An empty amount is nought.</p>
      {adjustments.map(pounds)}
      <Heading>Property income allowance</Heading>
      <p class="govuk-body">
        {incomeAllowanceWords(of)}
        {isCumulative(of.taxYear) && (
          <>
            {' '}
            <Link href={expenseStylePath(of)}>Choose how your updates report expenses</Link>.
          </>
        )}
      </p>
      {pounds('propertyIncomeAllowance')}
      <Heading>Allowances</Heading>
      {allowances.filter((name) => name !== 'propertyIncomeAllowance').map(pounds)}
      {lists.map((list) => (
        <>
          <Heading>{buildingListLabels[list]}</Heading>
          <p class="govuk-body">{buildingHints[list]}</p>
          <BuildingFields {...{ list, section, errorOf }} />
        </>
      ))}
    </>
  );
  if (!place) return fields;
  return (
    <Fieldset
      legend={{
        text: <h2 class="govuk-fieldset__heading">{placeName(place)}</h2>,
        classes: 'govuk-fieldset__legend--m',
      }}
    >
      {fields}
    </Fieldset>
  );
}

function incomeAllowanceWords({ typeOfBusiness, taxYear }: EntryFieldsProps['of']): string {
  const noExpenses = isCumulative(taxYear)
    ? 'the last quarterly update of the year must hold no expenses'
    : 'the quarterly updates of the year must hold no expenses';
  return typeOfBusiness === 'uk-property'
    ? `Up to £1,000 a year for all your property together, in the UK and abroad, instead of all expenses. With it you can claim no other allowance on this page and no adjustment for private use, and ${noExpenses}. It is worth it only where your expenses and allowances are less than £1,000.`
    : `Up to £1,000 a year for all your property together, in the UK and abroad, instead of all expenses. With it you can claim no other allowance here and no adjustment for private use, and ${noExpenses} here.`;
}

/** A problem with the way out of it, where that is on another page. */
function withWayOut(error: string | undefined, of: EntryFieldsProps['of']) {
  if (error !== expensesInTheWay && error !== expensesOfQuartersInTheWay) return error;
  const text = (
    <>
      {error}. <Link href={expenseStylePath(of)}>Leave expenses out of your updates</Link>
    </>
  );
  return { text };
}
