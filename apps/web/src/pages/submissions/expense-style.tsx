import { type UpdateReview } from '../../domain/submissions/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Link } from '../../ui/link.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { UpdateFiguresTables } from './figures.tsx';
import { expenseStylePath } from './words.ts';

/** How an update has its expenses, what they are in the records, and the way to change that. */
export function ExpenseStyle({ review }: { review: UpdateReview }) {
  const { period, style, itemised } = review;
  const path = expenseStylePath(period);
  if (itemised === null) {
    return (
      <p class="govuk-body">
        Each expense goes to HMRC in its category. With little income you may{' '}
        <Link href={path}>report one total instead</Link>, or none and claim the property income allowance.
      </p>
    );
  }
  return (
    <>
      {style === 'none' ? (
        <LeftOut period={period} />
      ) : (
        <p class="govuk-body">
          Expenses go to HMRC as one total, with residential finance costs beside it.{' '}
          <Link href={path}>Change how expenses are reported</Link>.
        </p>
      )}
      <Details summaryText="Your expenses by category">
        <UpdateFiguresTables figures={itemised} leadsToRecords only="expense" idPrefix="itemised" />
      </Details>
    </>
  );
}

function LeftOut({ period }: Pick<UpdateReview, 'period'>) {
  return (
    <InsetText>
      All expenses are left out of this update, those brought forward and Rent a Room relief included, because
      you chose to claim the property income allowance instead. Your records keep them. The claim itself goes
      into your <Link href={annualPath(period)}>annual summary of {period.taxYear}</Link>.{' '}
      <Link href={expenseStylePath(period)}>Change how expenses are reported</Link>.
    </InsetText>
  );
}
