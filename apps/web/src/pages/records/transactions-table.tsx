import { type Child } from 'hono/jsx';

import { categoryLabel, type CategoryKey, type SharedAmounts } from '../../domain/records/index.ts';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { OwnMoney } from '../../ui/money.tsx';

export interface LedgerLine extends SharedAmounts {
  date: string;
  property: string;
  category: CategoryKey;
  description: string;
  /** Where the transaction is changed, if it can be. */
  href?: string;
}

/**
 * Transactions, one a row. On narrow screens each becomes a small block, as the figures of an update do; the roles are written
 * out because that layout hides a table's own.
 */
export function TransactionsTable({ caption, lines }: { caption: string; lines: readonly LedgerLine[] }) {
  return (
    <table class="govuk-table qd-figures qd-figures--compares" role="table">
      <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
      <thead class="govuk-table__head" role="rowgroup">
        <tr class="govuk-table__row" role="row">
          <Heading>Date</Heading>
          <Heading>Description</Heading>
          <Heading numeric>Money in</Heading>
          <Heading numeric>Money out</Heading>
        </tr>
      </thead>
      <tbody class="govuk-table__body" role="rowgroup">
        {lines.map((line) => (
          <Line {...line} />
        ))}
      </tbody>
    </table>
  );
}

function Heading({ children, numeric = false }: { children: Child; numeric?: boolean }) {
  return (
    <th
      scope="col"
      class={`govuk-table__header${numeric ? ' govuk-table__header--numeric' : ''}`}
      role="columnheader"
    >
      {children}
    </th>
  );
}

function Line({ date, property, category, description, href, ...amounts }: LedgerLine) {
  const { moneyInPence, moneyOutPence, wholeInPence, wholeOutPence, shareBasisPoints } = amounts;
  const name = description === '' ? 'No description' : description;
  return (
    <tr class="govuk-table__row" role="row">
      <td class="govuk-table__cell" role="cell" data-heading="Date">
        <span class="qd-figure">{formatDate(date)}</span>
      </td>
      <th scope="row" class="govuk-table__header qd-figures__label" role="rowheader">
        {href === undefined ? name : <Link href={href}>{name}</Link>}
        <br />
        <span class="govuk-hint">
          {property} · {categoryLabel(category)}
        </span>
      </th>
      <Amount heading="Money in" pence={moneyInPence} wholePence={wholeInPence} {...{ shareBasisPoints }} />
      <Amount
        heading="Money out"
        pence={moneyOutPence}
        wholePence={wholeOutPence}
        {...{ shareBasisPoints }}
      />
    </tr>
  );
}

/** One of the two whole amounts is always nought; its cell stays empty, and on narrow screens has no line of its own. */
function Amount(props: { heading: string; pence: number; wholePence: number; shareBasisPoints: number }) {
  const { heading, ...amount } = props;
  const isThere = amount.wholePence > 0;
  return (
    <td
      class="govuk-table__cell govuk-table__cell--numeric"
      role="cell"
      data-heading={isThere ? heading : undefined}
    >
      {isThere && <OwnMoney {...amount} />}
    </td>
  );
}
