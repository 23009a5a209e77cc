import { type BroughtForwardState } from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { financeCostsPath } from './paths.ts';
import { sourceWords, toConfirm } from './words.ts';

/** What an update holds of finance costs of earlier years, where that comes from, and the way to change it. */
export function BroughtForward({ state, quarter }: { state: BroughtForwardState; quarter: string }) {
  const { kept } = state;
  const path = financeCostsPath({ ...state, periodEndDate: quarter });
  const differs = toConfirm(state);
  return (
    <>
      {differs && (
        <InsetText>
          {sourceWords(differs)} left {formatPence(differs.pence)} of residential finance costs without
          relief, and this update brings {formatPence(kept?.pence ?? 0)} forward.{' '}
          <Link href={path}>Check what to bring forward</Link>
        </InsetText>
      )}
      <p class="govuk-body">
        {kept
          ? `Residential finance costs of earlier years: ${formatPence(kept.pence)}, as you entered it on ${formatInstant(kept.enteredAt.toISOString())}. It is the same in each update of the tax year. `
          : 'No residential finance costs of earlier years are in this update. '}
        <Link href={path}>{kept ? 'Change what is brought forward' : 'Bring finance costs forward'}</Link>.
      </p>
    </>
  );
}
