import {
  placeOf,
  type Property,
  type Transaction,
  type TransactionEntry,
  type TransactionProblems,
} from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { DateInput } from '../../ui/components/date-input.tsx';
import { Details } from '../../ui/components/details.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Select } from '../../ui/components/select.tsx';
import { formatShare, isPart } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { type DateParts, type ReadDate } from '../../domain/tax-year.ts';
import { categoryItems } from './category-items.ts';

/** A transaction as its form holds it. */
export type TransactionForm = Omit<TransactionEntry, 'date'> & { date: DateParts };

const fields: readonly { field: keyof TransactionProblems; id: string }[] = [
  { field: 'date', id: 'date-day' },
  { field: 'propertyId', id: 'property' },
  { field: 'category', id: 'category' },
  { field: 'description', id: 'description' },
  { field: 'moneyIn', id: 'money-in' },
  { field: 'moneyOut', id: 'money-out' },
];

/** The error summary, in the order of the fields. A date that could not be read says so better than the ledger could. */
export function errorsOf(
  problems: TransactionProblems,
  date: ReadDate | undefined,
): { text: string; href: string }[] {
  return fields.flatMap(({ field, id }) => {
    if (problems[field] === undefined) return [];
    if (field === 'date' && date?.ok === false) {
      return [{ text: date.problem, href: `#date-${date.parts[0] ?? 'day'}` }];
    }
    return [{ text: problems[field], href: `#${id}` }];
  });
}

export function TransactionFields(props: {
  /** Of the transaction that is changed; a new one has none. */
  id: string | undefined;
  form: TransactionForm;
  properties: readonly Property[];
  /** The transaction as it is, where one is changed. */
  kept: Transaction | undefined;
  problems: TransactionProblems;
  date: ReadDate | undefined;
}) {
  const { id, form, properties, kept, problems, date } = props;
  const path = `/records/transactions/${id ?? 'new'}`;
  const unread = date?.ok === false ? date : undefined;
  const only = properties.length === 1 ? properties[0]?.id : undefined;
  return (
    <form method="post" action={path} novalidate>
      <DateInput
        id="date"
        namePrefix="date"
        fieldset={{ legend: 'Date' }}
        hint="For example, 8 4 2026"
        values={form.date}
        errorMessage={unread ? unread.problem : problems.date}
        errorParts={unread?.parts}
      />
      <Select
        name="property"
        label="Property"
        value={form.propertyId || (only ?? '')}
        errorMessage={problems.propertyId}
        items={[
          { value: '', text: 'Select a property' },
          ...properties.map((property) => ({ value: property.id, text: property.name })),
        ]}
      />
      <Select
        name="category"
        label="Category"
        value={form.category}
        errorMessage={problems.category}
        items={[{ value: '', text: 'Select a category' }, ...categoryItems(properties)]}
      />
      <Input
        name="description"
        label="Description (optional)"
        value={form.description}
        errorMessage={problems.description}
      />
      <Amounts {...{ form, problems, properties, kept }} />
      <div class="govuk-button-group">
        <Button preventDoubleClick>Save</Button>
        {id === undefined ? (
          <Button variant="secondary" name="then" value="another" preventDoubleClick>
            Save and add another
          </Button>
        ) : (
          <Link href={`${path}/delete`}>Delete this transaction</Link>
        )}
      </div>
    </form>
  );
}

interface AmountsProps {
  form: TransactionForm;
  problems: TransactionProblems;
  properties: readonly Property[];
  kept: Transaction | undefined;
}

function Amounts({ form, problems, properties, kept }: AmountsProps) {
  const hasAbroad = properties.some(({ countryCode }) => placeOf(countryCode) === 'abroad');
  return (
    <>
      <p class="govuk-body">
        Fill in one of the two amounts. A refund of an expense is money in, under the category of the expense.
      </p>
      <Shares {...{ properties, kept }} />
      {hasAbroad && <OtherCurrencies />}
      <Input
        name="money-in"
        label="Money in, in pounds"
        prefix="£"
        inputmode="decimal"
        autocomplete="off"
        classes="govuk-input--width-10"
        value={form.moneyIn}
        errorMessage={problems.moneyIn}
      />
      <Input
        name="money-out"
        label="Money out, in pounds"
        prefix="£"
        inputmode="decimal"
        autocomplete="off"
        classes="govuk-input--width-10"
        value={form.moneyOut}
        errorMessage={problems.moneyOut}
      />
    </>
  );
}

/** Says what is recorded of a whole amount, where that is not all of it. */
function Shares({ properties, kept }: Pick<AmountsProps, 'properties' | 'kept'>) {
  const joint = properties.filter(({ shareBasisPoints }) => isPart(shareBasisPoints));
  if (kept) {
    if (joint.length === 0 && !isPart(kept.shareBasisPoints)) return null;
    return (
      <p class="govuk-body">
        Enter the whole amount. Your share of {formatShare(kept.shareBasisPoints)} is recorded, as before.
        {properties.length > 1 && ' If you choose another property, your share of that one is recorded.'}
      </p>
    );
  }
  const [first] = joint;
  if (!first) return null;
  return (
    <p class="govuk-body">
      Enter the whole amount.{' '}
      {properties.length === 1
        ? `Your share of ${formatShare(first.shareBasisPoints)} is recorded.`
        : `Of what you own jointly, your share is recorded: ${joint.map(shareWords).join(', ')}.`}
    </p>
  );
}

const shareWords = ({ name, shareBasisPoints }: Property): string =>
  `${formatShare(shareBasisPoints)} of ${name}`;

function OtherCurrencies() {
  return (
    <Details summaryText="Amounts in another currency">
      <p class="govuk-body">
        HMRC takes pounds alone, so change each amount into pounds before you enter it. Use the rate of the
        day on which it was paid, or one of the rates that HMRC publishes, and the same kind of rate all year.
      </p>
      <p class="govuk-body">
        Write the amount in the other currency and the rate into the description, so that you can show later
        how you came to the pounds. Quarterday does not choose rates for you.
      </p>
      <p class="govuk-body">
        Enter rent as it was before tax was taken off it, and that tax on its own, as money out under “Foreign
        tax paid or taken off”.
      </p>
    </Details>
  );
}
