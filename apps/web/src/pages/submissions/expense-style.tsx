import { type UpdateReview } from '../../domain/submissions/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { Link } from '../../ui/link.tsx';
import { UpdateFiguresTables } from './figures.tsx';
import { expenseStylePath } from './words.ts';

/** How an update has its expenses, what they are in the records, and the way to change that. */
export function ExpenseStyle({ review }: { review: UpdateReview }) {
  const { period, itemised } = review;
  const path = expenseStylePath(period);
  if (itemised === null) {
    return (
      <p class="govuk-body">
        Each expense goes to HMRC in its category. With little income you may{' '}
        <Link href={path}>report one total instead</Link>.
      </p>
    );
  }
  return (
    <>
      <p class="govuk-body">
        Expenses go to HMRC as one total, with residential finance costs beside it.{' '}
        <Link href={path}>Change how expenses are reported</Link>.
      </p>
      <Details summaryText="Your expenses by category">
        <UpdateFiguresTables figures={itemised} leadsToRecords only="expense" idPrefix="itemised" />
      </Details>
    </>
  );
}
