import { type AnnualView, isCumulative, isForeignAnnual } from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { rentARoomPath } from '../rent-a-room/paths.ts';
import { yearPath } from '../years/paths.ts';
import { annualPath } from './words.ts';

/** Says where a year's updates claim Rent a Room relief and its annual summary says nothing of it, or the other way round. */
export function RoomClaim({ view }: { view: AnnualView }) {
  const { figures, roomClaimPence, taxYear, leavesOutExpenses } = view;
  if (isForeignAnnual(figures) || !isCumulative(taxYear)) return null;
  const isUsed = figures.jointlyLet !== null;
  if (roomClaimPence > 0 && !isUsed) {
    return (
      <InsetText>
        You entered a claim of {formatPence(roomClaimPence)} of Rent a Room relief for your updates of{' '}
        {taxYear}, and this annual summary says nothing of the scheme.{' '}
        <Link href={`${annualPath(view)}#rentARoom`}>Change your answer</Link>, or{' '}
        <Link href={rentARoomPath(view)}>claim nothing</Link>.
      </InsetText>
    );
  }
  if (roomClaimPence === 0 && isUsed && !leavesOutExpenses) {
    return (
      <InsetText>
        This annual summary tells HMRC that you used the Rent a Room Scheme, and you entered no claim of it
        for your updates of {taxYear}. The annual summary alone frees no rents of tax. Record them as “Rent a
        Room rents”, and say what you claim in <Link href={yearPath(taxYear)}>your tax year</Link>.
      </InsetText>
    );
  }
  return null;
}
