import { type Child } from 'hono/jsx';

import { type AnnualAmountField, type AnnualView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { BuildingFields } from './building-fields.tsx';
import { amountLabels, annualPath, buildingListLabels } from './words.ts';

interface AnnualFieldsProps {
  view: AnnualView;
  /** Empty until the answers are looked through. */
  problems: AnnualView['problems'];
}

/** Everything an annual summary asks. An empty amount is nought. */
export function AnnualFields({ view, problems }: AnnualFieldsProps) {
  const { answers } = view;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.text;
  const pounds = (name: AnnualAmountField, hint: Child) => (
    <Input
      name={name}
      label={`${amountLabels[name]}, in pounds`}
      hint={{ text: hint }}
      prefix="£"
      inputmode="decimal"
      autocomplete="off"
      classes="govuk-input--width-10"
      value={answers.fields[name]}
      errorMessage={errorOf(name)}
    />
  );
  return (
    <form method="post" action={annualPath(view)} novalidate>
      {/* The first button of a form is what the Enter key presses: it must take nothing away. */}
      <button
        type="submit"
        name="then"
        value="save"
        class="govuk-visually-hidden"
        tabindex={-1}
        aria-hidden="true"
      >
        Save
      </button>
      <h2 class="govuk-heading-m">About you</h2>
      <Radios
        name="nonResidentLandlord"
        fieldset={{ legend: 'Were you a non-resident landlord?' }}
        hint="That is, you usually lived outside the UK for 6 months or more of the year"
        classes="govuk-radios--inline"
        value={answers.fields['nonResidentLandlord']}
        errorMessage={errorOf('nonResidentLandlord')}
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <Radios
        name="rentARoom"
        fieldset={{ legend: 'Did you use the Rent a Room Scheme?' }}
        value={answers.fields['rentARoom'] ?? 'none'}
        errorMessage={errorOf('rentARoom')}
        items={[
          { value: 'none', text: 'No' },
          { value: 'alone', text: 'Yes, and the income is all mine' },
          { value: 'shared', text: 'Yes, and somebody else has part of the income' },
        ]}
      />
      <Details summaryText="About the Rent a Room Scheme">
        <p class="govuk-body">
          It is for furnished rooms in your own home. Income up to £7,500 a year is free of tax, or up to
          £3,750 each where you share it; that is why HMRC asks. The rents themselves go into your quarterly
          updates, as “Rent a Room rents”. Whoever takes the tax-free amount claims no expenses against these
          rents.
        </p>
      </Details>

      <h2 class="govuk-heading-m">Adjustments</h2>
      <p class="govuk-body">Leave empty what does not apply to you. An empty amount is nought.</p>
      {pounds(
        'balancingCharge',
        'When you sold or gave away something you had claimed capital allowances for',
      )}
      {pounds('privateUseAdjustment', 'The part of your expenses that was for private use')}
      {pounds(
        'businessPremisesRenovationAllowanceBalancingCharges',
        'When premises you had claimed business premises renovation allowance for were sold or changed their use',
      )}

      <h2 class="govuk-heading-m">Property income allowance</h2>
      <p class="govuk-body">
        Up to £1,000 a year instead of all expenses. With it you can claim no other allowance on this page and
        no adjustment for private use, and the last quarterly update of the year must hold no expenses. It is
        worth it only where your expenses and allowances are less than £1,000.
      </p>
      {pounds('propertyIncomeAllowance', 'Leave empty to keep your expenses')}

      <h2 class="govuk-heading-m">Allowances</h2>
      {pounds('annualInvestmentAllowance', 'For equipment, not for furnishing of homes you let')}
      {pounds('costOfReplacingDomesticItems', 'Such as beds, carpets or a fridge in a home you let')}
      {pounds('zeroEmissionsCarAllowance', 'For new electric cars')}
      {pounds('otherCapitalAllowance', 'Also for electric charge points')}
      {pounds('businessPremisesRenovationAllowance', 'For premises in areas that were assisted by the state')}

      <h2 class="govuk-heading-m">{buildingListLabels.structuredBuildingAllowance}</h2>
      <p class="govuk-body">For the cost of building or renovating what is not let as a home.</p>
      <BuildingFields list="structuredBuildingAllowance" {...{ answers, errorOf }} />
      <h2 class="govuk-heading-m">{buildingListLabels.enhancedStructuredBuildingAllowance}</h2>
      <p class="govuk-body">The same in a freeport or an investment zone, where the rate is higher.</p>
      <BuildingFields list="enhancedStructuredBuildingAllowance" {...{ answers, errorOf }} />

      <div class="govuk-button-group">
        <Button name="then" value="review" preventDoubleClick>
          Save and review
        </Button>
        <Button variant="secondary" name="then" value="save" preventDoubleClick>
          Save and carry on later
        </Button>
      </div>
    </form>
  );
}
