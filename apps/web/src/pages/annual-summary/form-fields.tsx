import { type AnnualView, isByProperty } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { Link } from '../../ui/link.tsx';
import { foreignPropertiesPath } from '../foreign-properties/index.ts';
import { EntryFields } from './entry-fields.tsx';
import { annualPath, keyedField } from './words.ts';

interface AnnualFieldsProps {
  view: AnnualView;
  /** Empty until the answers are looked through. */
  problems: AnnualView['problems'];
}

type ErrorOf = (field: string) => string | undefined;

/** Everything an annual summary asks. An empty amount is nought. */
export function AnnualFields({ view, problems }: AnnualFieldsProps) {
  const { sections, typeOfBusiness, taxYear } = view;
  const errorOf: ErrorOf = (field) => problems.find((problem) => problem.field === field)?.text;
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
      {typeOfBusiness === 'uk-property' && (
        <AboutYou fields={sections[0]?.answers.fields ?? {}} errorOf={errorOf} />
      )}
      {typeOfBusiness === 'foreign-property' && isByProperty(taxYear) && (
        <p class="govuk-body">
          Is one of your properties not here? One without records of this tax year comes in once it is on{' '}
          <Link href={foreignPropertiesPath(view)}>HMRC’s list of your foreign properties</Link>.
        </p>
      )}
      {sections.map((section) => (
        <EntryFields
          section={section}
          of={view}
          errorOf={(field) => errorOf(keyedField(section.key, field))}
        />
      ))}
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

/** What HMRC asks of whoever lets in the UK, once for all of it. */
function AboutYou({ fields, errorOf }: { fields: Partial<Record<string, string>>; errorOf: ErrorOf }) {
  return (
    <>
      <h2 class="govuk-heading-m">About you</h2>
      <Radios
        name="nonResidentLandlord"
        fieldset={{ legend: 'Were you a non-resident landlord?' }}
        hint="That is, you usually lived outside the UK for 6 months or more of the year"
        classes="govuk-radios--inline"
        value={fields['nonResidentLandlord']}
        errorMessage={errorOf('nonResidentLandlord')}
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <Radios
        name="rentARoom"
        fieldset={{ legend: 'Did you use the Rent a Room Scheme?' }}
        value={fields['rentARoom'] ?? 'none'}
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
          updates, as “Rent a Room rents”, and so does the amount that you claim of them: from 2025-26 on,
          under “Rent a Room relief” in your tax year. Whoever claims it claims no expenses against these
          rents.
        </p>
      </Details>
    </>
  );
}
