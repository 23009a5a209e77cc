import { type Child } from 'hono/jsx';

import { categoryLabel, countryName, findCategory } from '../../domain/records/index.ts';
import {
  type AttemptReceipt,
  type FrozenLedger,
  type FrozenTransaction,
} from '../../domain/receipts/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Table } from '../../ui/components/table.tsx';
import { formatDate, formatInstant, formatPence } from '../../ui/format.ts';
import { OwnMoney } from '../../ui/money.tsx';

interface FrozenTransactionsProps {
  receipt: AttemptReceipt;
  earlier: AttemptReceipt | undefined;
  onPaper: boolean;
}

/** The transactions as they stood at the click, whatever became of them since. */
export function FrozenTransactions({ receipt, earlier, onPaper }: FrozenTransactionsProps) {
  const { ledger } = receipt;
  if (ledger === null) {
    return (
      <InsetText>
        The transactions behind these figures were not frozen when you clicked: this version of Quarterday did
        not do so yet. Your records of today may differ from those of that day.
      </InsetText>
    );
  }
  const title = ledger.addUp ? 'The transactions behind the figures' : 'Your records of the period';
  const isSame = earlier?.ledger != null && JSON.stringify(earlier.ledger) === JSON.stringify(ledger);
  return (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      <p class="govuk-body">{introduction(receipt, ledger)}</p>
      {isSame ? (
        <p class="govuk-body">They are the same as at attempt {earlier.attempt.number}, and listed there.</p>
      ) : ledger.rows.length === 0 ? null : onPaper ? (
        <Rows ledger={ledger} />
      ) : (
        <Details summaryText={`Show ${countOf(ledger)}`}>
          <Rows ledger={ledger} />
        </Details>
      )}
    </>
  );
}

function introduction(receipt: AttemptReceipt, ledger: FrozenLedger): string {
  const span = `from ${formatDate(ledger.from)} to ${formatDate(ledger.to)}`;
  const beside = besideWords(receipt);
  if (ledger.rows.length === 0)
    return `No transactions ${span} were behind these figures when you clicked.${beside}`;
  return ledger.addUp
    ? `${countOf(ledger)} ${span}, as they stood when you clicked. They add up to the figures above.${beside}`
    : `${countOf(ledger)} ${span}, as they stood when you clicked. The figures above are not sums of them.`;
}

/** Where the figures that no transaction is behind come from. */
function besideWords({ broughtForward, rentARoom }: AttemptReceipt): string {
  const words = (what: string, entered: AttemptReceipt['broughtForward']) => {
    const [first] = entered.filter(({ amountPence }) => amountPence !== 0);
    return first
      ? ` ${what} from what you entered on ${formatInstant(first.enteredAt)}, not from transactions.`
      : '';
  };
  return `${words('Finance costs of earlier years come', broughtForward)}${words('The Rent a Room amount claimed comes', rentARoom)}`;
}

const countOf = ({ rows }: FrozenLedger): string =>
  rows.length === 1 ? '1 transaction' : `${rows.length} transactions`;

function Rows({ ledger }: { ledger: FrozenLedger }) {
  return (
    <Table
      caption="Transactions as they stood at the click"
      captionClasses="govuk-visually-hidden"
      stacked
      classes="qd-transactions"
      head={[
        'Date',
        'Property',
        'Category',
        'Description',
        { text: 'Money in', format: 'numeric' },
        { text: 'Money out', format: 'numeric' },
      ]}
      rows={ledger.rows.map((row) => [
        formatDate(row.date),
        placeOf(row),
        categoryOf(row),
        row.description === '' ? '–' : row.description,
        { text: amount(row.moneyInPence, row.shared?.wholeInPence, row), format: 'numeric' },
        { text: amount(row.moneyOutPence, row.shared?.wholeOutPence, row), format: 'numeric' },
      ])}
    />
  );
}

const placeOf = ({ property, countryCode }: FrozenTransaction): string =>
  countryCode === 'GBR' ? property : `${property} (${countryName(countryCode)})`;

/** The landlord's own; of a jointly owned property with what it is a share of. */
function amount(pence: number, wholePence: number | undefined, { shared }: FrozenTransaction): Child {
  if ((wholePence ?? pence) === 0) return '–';
  if (shared === undefined || wholePence === undefined) return formatPence(pence);
  return <OwnMoney {...{ pence, wholePence }} shareBasisPoints={shared.shareBasisPoints} />;
}

/** A category as it is called now; one that is gone is called by HMRC's name. */
export function categoryOf({ category }: FrozenTransaction): string {
  const known = findCategory(category);
  return known ? categoryLabel(known.key) : category;
}
