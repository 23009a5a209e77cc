import {
  type AnnualSection,
  type BuildingAnswers,
  buildingField,
  type BuildingList,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { DateInput } from '../../ui/components/date-input.tsx';
import { Fieldset } from '../../ui/components/fieldset.tsx';
import { Input } from '../../ui/components/input.tsx';
import { placeName } from '../submissions/figures.tsx';
import { buildingListLabels, keyedField } from './words.ts';

interface BuildingFieldsProps {
  list: BuildingList;
  section: AnnualSection;
  /** What is wrong with a field of the section. */
  errorOf: (field: string) => string | undefined;
}

/** The buildings an allowance is claimed for, each with the way to take it away again. */
export function BuildingFields({ list, section, errorOf }: BuildingFieldsProps) {
  const { key, place, answers } = section;
  const buildings = answers[list];
  const where = `${buildingListLabels[list].toLowerCase()}${place ? `, ${placeName(place)}` : ''}`;
  return (
    <>
      {buildings.map((typed, index) => (
        <Building
          sectionKey={key}
          {...{ list, typed, index, where }}
          isOnly={buildings.length === 1}
          errorOf={(part) => errorOf(buildingField(list, index, part))}
        />
      ))}
      <Button variant="secondary" name="then" value={`add:${key}:${list}`}>
        {buildings.length === 0 ? 'Add a building' : 'Add another building'}
        <span class="govuk-visually-hidden"> to {where}</span>
      </Button>
    </>
  );
}

interface BuildingProps {
  sectionKey: string;
  list: BuildingList;
  typed: BuildingAnswers;
  index: number;
  /** The allowance, and the place abroad, for who hears the button alone. */
  where: string;
  isOnly: boolean;
  errorOf: (part: string) => string | undefined;
}

function Building({ sectionKey, list, typed, index, where, isOnly, errorOf }: BuildingProps) {
  const field = (part: string) => keyedField(sectionKey, buildingField(list, index, part));
  const pounds = (part: 'amount' | 'qualifyingAmountExpenditure', label: string, hint?: string) => (
    <Input
      name={field(part)}
      label={label}
      hint={hint}
      prefix="£"
      inputmode="decimal"
      autocomplete="off"
      classes="govuk-input--width-10"
      value={typed[part]}
      errorMessage={errorOf(part)}
    />
  );
  const text = (part: 'name' | 'number' | 'postcode', label: string, classes: string) => (
    <Input
      name={field(part)}
      label={label}
      autocomplete="off"
      classes={classes}
      value={typed[part]}
      errorMessage={errorOf(part)}
    />
  );
  const legend = isOnly ? 'Building' : `Building ${index + 1}`;
  return (
    <Fieldset legend={{ text: legend, classes: 'govuk-fieldset__legend--s' }}>
      {pounds('amount', 'Allowance for this building, in pounds')}
      {text('name', 'Name of the building, if it has one', 'govuk-input--width-20')}
      {text('number', 'Number of the building, if it has one', 'govuk-input--width-5')}
      {text('postcode', 'Postcode', 'govuk-input--width-10')}
      <DateInput
        id={field('qualifyingDate')}
        namePrefix={field('qualifyingDate')}
        fieldset={{ legend: 'Date the building first qualified' }}
        hint="Only in the first year of the allowance. For example, 1 6 2026"
        values={{
          day: typed['qualifyingDate-day'],
          month: typed['qualifyingDate-month'],
          year: typed['qualifyingDate-year'],
        }}
        errorMessage={errorOf('qualifyingDate')}
      />
      {pounds(
        'qualifyingAmountExpenditure',
        'Amount spent on the building, in pounds',
        'Only in the first year of the allowance',
      )}
      <Button variant="secondary" name="then" value={`remove:${sectionKey}:${list}:${index}`}>
        Remove this building
        <span class="govuk-visually-hidden">
          {' '}
          ({where}, {legend.toLowerCase()})
        </span>
      </Button>
    </Fieldset>
  );
}
