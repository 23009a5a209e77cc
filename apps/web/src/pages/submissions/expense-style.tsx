import {
  type AllowanceClaim,
  holdsExpenses,
  takesOneTotal,
  type UpdateReview,
} from '../../domain/submissions/index.ts';
import { Details } from '../../ui/components/details.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Link } from '../../ui/link.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { UpdateFiguresTables } from './figures.tsx';
import { expenseStylePath, submissionPath } from './words.ts';

/** How an update has its expenses, what they are in the records, and the way to change that. */
export function ExpenseStyle({ review }: { review: UpdateReview }) {
  const { period, style, itemised } = review;
  const path = expenseStylePath(period);
  if (itemised === null) {
    return (
      <p class="govuk-body">
        Each expense goes to HMRC in its category.{' '}
        {takesOneTotal(period.taxYear) ? (
          <>
            With little income you may <Link href={path}>report one total instead</Link>, or none and claim
            the property income allowance.
          </>
        ) : (
          <>
            You may <Link href={path}>leave them out</Link> and claim the property income allowance instead.
          </>
        )}
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

interface BesideAllowanceProps {
  review: UpdateReview;
  /** Where the property income allowance of this business's year is claimed; null where it is not. */
  claim: AllowanceClaim | null;
}

/** Warns where an update holds expenses beside a claim of the property income allowance, which leaves none. */
export function BesideAllowance({ review: { period, figures }, claim }: BesideAllowanceProps) {
  if (claim === null || !holdsExpenses(figures)) return null;
  return (
    <WarningText>
      This update holds expenses, and <ClaimWords claim={claim} of={period} />. The allowance takes the place
      of all expenses, so HMRC wants none beside it.{' '}
      <Link href={expenseStylePath(period)}>Leave expenses out of your updates</Link>, or{' '}
      <Link href={annualPath(period)}>take the allowance out of the annual summary</Link>
      {claim.by === 'taken' && ' and send that again'} before you send this.
    </WarningText>
  );
}

/** That the allowance is claimed, as a part of a sentence, with the way to where it is. */
export function ClaimWords({
  claim,
  of,
  isFirst = false,
}: {
  claim: AllowanceClaim;
  of: { businessId: string; taxYear: string };
  /** Whether it begins a sentence. */
  isFirst?: boolean;
}) {
  return claim.by === 'taken' ? (
    <>
      {isFirst ? 'The' : 'the'}{' '}
      <Link href={submissionPath(claim.submissionId)}>annual summary of {of.taxYear} that HMRC has</Link>{' '}
      claims the property income allowance
    </>
  ) : (
    <>
      {isFirst ? 'Your' : 'your'} answers for the{' '}
      <Link href={annualPath(of)}>annual summary of {of.taxYear}</Link> claim the property income allowance
    </>
  );
}
