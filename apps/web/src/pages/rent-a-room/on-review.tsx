import {
  claimStanding,
  isForeign,
  mostToClaim,
  rentARoomField,
  type RentARoomState,
  type UpdateReview,
} from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { rentARoomPath } from './paths.ts';

interface OnReviewProps {
  state: RentARoomState;
  review: Pick<UpdateReview, 'figures' | 'period'>;
}

/** What an update claims of Rent a Room relief, whether that is as it can be, and the way to change it. */
export function RentARoom({ state, review: { figures, period } }: OnReviewProps) {
  if (isForeign(figures)) return null;
  const { kept, limitPence } = state;
  const rentsPence = figures.income['rentsReceivedPence'] ?? 0;
  const claimedPence = figures.expenses[`${rentARoomField}Pence`] ?? 0;
  const path = rentARoomPath({ ...state, periodEndDate: period.periodEndDate });
  const room = { rentsPence, limitPence };
  const standing = claimStanding(kept?.pence ?? null, room);
  const most = formatPence(mostToClaim(room));
  const rents = formatPence(rentsPence);
  if (standing === 'unsaid') {
    return (
      <InsetText>
        This update has {rents} of Rent a Room rents and claims no relief, so all of them are taxed. Up to{' '}
        {most} can be free of tax. <Link href={path}>Claim Rent a Room relief</Link>
      </InsetText>
    );
  }
  return (
    <>
      {standing === 'outgrown' && (
        <InsetText>
          Your Rent a Room rents have grown to {rents}, and you claim {formatPence(kept?.pence ?? 0)}. Up to{' '}
          {most} can be free of tax. <Link href={path}>Check what you claim</Link>
        </InsetText>
      )}
      {standing === 'over-limit' && (
        <InsetText>
          You claim {formatPence(kept?.pence ?? 0)} of Rent a Room relief, and your limit is{' '}
          {formatPence(limitPence)}. <Link href={path}>Check what you claim</Link>
        </InsetText>
      )}
      {kept && (
        <p class="govuk-body">
          {kept.pence === 0 ? (
            'You claim no Rent a Room relief. '
          ) : (
            <>
              Rent a Room amount claimed: {formatPence(claimedPence)}, as you entered it on{' '}
              {formatInstant(kept.enteredAt.toISOString())}
              {claimedPence < kept.pence &&
                `: no more of the ${formatPence(kept.pence)} than this update has of such rents`}
              .{' '}
            </>
          )}
          <Link href={path}>Change what you claim</Link>.
        </p>
      )}
    </>
  );
}
