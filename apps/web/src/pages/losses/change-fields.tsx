import {
  type BusinessLosses,
  claimTypesIn,
  type HeldLoss,
  type LossAnswers,
  type LossFigures,
  lossTypesOf,
  type TogetherField,
  togetherFields,
  yearsOfLoss,
} from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { Select } from '../../ui/components/select.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatPence } from '../../ui/format.ts';
import { penceAsField } from '../records/form.ts';
import { claimTypeText, lossTypeText, togetherLabels } from './words.ts';

/** Every field of any of the forms. */
export const fieldNames = ['typeOfLoss', 'yearOfLoss', 'amount', 'typeOfClaim', ...togetherFields];

interface ChangeFieldsProps {
  business: BusinessLosses;
  change: LossFigures['change'];
  answers: LossAnswers;
  problems: readonly { field: string; text: string }[];
}

/** The fields of one change, or what it takes away. */
export function ChangeFields(props: ChangeFieldsProps) {
  const { business, change, answers } = props;
  const loss = business.held?.losses.find(({ lossId }) => lossId === answers.id);
  const claim = business.held?.claims.find(({ claimId }) => claimId === answers.id);
  switch (change) {
    case 'add-loss':
      return <NewLoss {...props} />;
    case 'amend-loss':
      return (
        <>
          {loss && <About loss={loss} />}
          <Amount {...props} value={answers.fields['amount'] ?? (loss && penceAsField(loss.amountPence))} />
        </>
      );
    case 'delete-loss':
      return loss ? <About loss={loss} /> : null;
    case 'add-claim':
      return <NewClaim {...props} />;
    case 'delete-claim':
      return claim ? <p class="govuk-body">{claimTypeText(claim.typeOfClaim)}.</p> : null;
    case 'put':
      return <Together {...props} />;
    case 'delete-all':
      return (
        <p class="govuk-body">HMRC then has no losses and no claims of this business for this tax year.</p>
      );
  }
}

const errorOf = ({ problems }: ChangeFieldsProps, field: string): string | undefined =>
  problems.find((problem) => problem.field === field)?.text;

function About({ loss }: { loss: HeldLoss }) {
  return (
    <SummaryList
      rows={[
        { key: 'Loss of', value: lossTypeText(loss.typeOfLoss) },
        { key: 'Made in tax year', value: loss.yearOfLoss },
        { key: 'HMRC has', value: formatPence(loss.amountPence) },
      ]}
    />
  );
}

function Amount(props: ChangeFieldsProps & { value: string | undefined }) {
  return (
    <Input
      name="amount"
      label="Amount of the loss, in pounds"
      prefix="£"
      inputmode="decimal"
      autocomplete="off"
      classes="govuk-input--width-10"
      value={props.value}
      errorMessage={errorOf(props, 'amount')}
    />
  );
}

function NewLoss(props: ChangeFieldsProps) {
  const { business, answers } = props;
  const types = lossTypesOf(business.typeOfBusiness, business.taxYear);
  return (
    <>
      <p class="govuk-body">
        Only a loss that HMRC does not know from updates: one of a tax year before you used software for HMRC.
        A loss stands in every later year until you change its amount to what is left of it.
      </p>
      <Select
        name="yearOfLoss"
        label="Tax year the loss was made in"
        value={answers.fields['yearOfLoss'] ?? yearsOfLoss(business.taxYear)[0]}
        items={yearsOfLoss(business.taxYear).map((year) => ({ value: year, text: year }))}
        errorMessage={errorOf(props, 'yearOfLoss')}
      />
      {types.length > 1 && (
        <Radios
          name="typeOfLoss"
          fieldset={{ legend: 'What is the loss of?' }}
          value={answers.fields['typeOfLoss']}
          errorMessage={errorOf(props, 'typeOfLoss')}
          items={types.map((type) => ({ value: type, text: lossTypeText(type) }))}
        />
      )}
      <Amount {...props} value={answers.fields['amount']} />
    </>
  );
}

function NewClaim(props: ChangeFieldsProps) {
  const { business, answers } = props;
  return (
    <>
      <AboutSideways />
      <Radios
        name="typeOfClaim"
        fieldset={{ legend: 'How is the loss to be used?' }}
        value={answers.fields['typeOfClaim']}
        errorMessage={errorOf(props, 'typeOfClaim')}
        items={claimTypesIn(business.taxYear).map((type) => ({ value: type, text: claimTypeText(type) }))}
      />
    </>
  );
}

function AboutSideways() {
  return (
    <InsetText>
      A loss from property is carried forward against later profits from property, without being claimed. It
      can be set against other income only as far as it comes from capital allowances or from certain
      agricultural expenses. If you are not sure, ask a tax adviser first.
    </InsetText>
  );
}

const hints: Record<TogetherField, string> = {
  broughtForward: 'What is left of earlier years’ losses, to be used against this year’s profit',
  sideways: 'Only as far as the law allows it for property',
  forwardCurrent: 'The part of this year’s loss that later years are to use',
  forwardPrevious: 'What this year leaves of earlier losses',
};

function Together(props: ChangeFieldsProps) {
  const { business, answers } = props;
  const held = business.held?.together;
  const typed = (field: TogetherField) => {
    const amount = held?.[field];
    return answers.fields[field] ?? (amount === undefined ? undefined : penceAsField(amount));
  };
  return (
    <>
      <AboutSideways />
      <p class="govuk-body">
        HMRC keeps one entry for each business and year, and each new one replaces all of the one before. What
        is left empty is not said; £0 says nought. A loss from property can’t be carried back to an earlier
        year.
      </p>
      {togetherFields.map((field) => (
        <Input
          name={field}
          label={`${togetherLabels[field]}, in pounds`}
          hint={hints[field]}
          prefix="£"
          inputmode="decimal"
          autocomplete="off"
          classes="govuk-input--width-10"
          value={typed(field)}
          errorMessage={errorOf(props, field)}
        />
      ))}
    </>
  );
}
