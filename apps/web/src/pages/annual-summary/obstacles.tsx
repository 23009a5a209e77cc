import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type AnnualView } from '../../domain/submissions/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { Obstacles } from '../submissions/obstacles.tsx';

/** What stands in the way of an annual summary beside its answers, and what to do about it. */
export function AnnualObstacles({ view, status }: { view: AnnualView; status: ConnectionStatus }) {
  const { start: periodStartDate, end: periodEndDate } = taxYearDates(view.taxYear);
  const { businessId, taxYear, obstacles } = view;
  return (
    <Obstacles
      obstacles={obstacles}
      period={{ businessId, taxYear, periodStartDate, periodEndDate }}
      isConnected={status === 'connected'}
      isAnnual
    />
  );
}
