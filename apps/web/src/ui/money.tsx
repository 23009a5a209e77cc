import { formatPence, formatShareOf, isPart } from './format.ts';

/** An amount of integer pence, in tabular numerals: `123456` is £1,234.56. */
export function Money({ pence }: { pence: number }) {
  return <span class="qd-figure">{formatPence(pence)}</span>;
}

interface OwnMoneyProps {
  pence: number;
  /** What the amount is a share of; the share in hundredths of a per cent. */
  wholePence: number;
  shareBasisPoints: number;
}

/** A landlord's own part of an amount, above what it is a part of: £500.00, 50% of £1,000.00. */
export function OwnMoney({ pence, wholePence, shareBasisPoints }: OwnMoneyProps) {
  if (!isPart(shareBasisPoints)) return <Money pence={pence} />;
  return (
    <span class="qd-figure">
      {formatPence(pence)}
      <br />
      <span class="govuk-hint">{formatShareOf(shareBasisPoints, wholePence)}</span>
    </span>
  );
}
