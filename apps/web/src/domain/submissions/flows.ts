import { accountingAdjustmentsFlow } from './adjustments/flow.ts';
import { annualSummaryFlow } from './annual/flow.ts';
import { type SubmissionDeps } from './deps.ts';
import { endOfPeriodStatementFlow } from './end-of-period/flow.ts';
import { type Flow, type SubmissionKind } from './flow.ts';
import { finalDeclarationFlow } from './final-declaration/flow.ts';
import { lossesFlow } from './losses/flow.ts';
import { quarterlyUpdateFlow } from './quarterly/flow.ts';
import { periodSummaryFlow } from './quarterly/period-flow.ts';
import { isCumulative } from './rules.ts';

/** Every kind of submission that can be sent. */
export function createFlows({
  hmrc,
}: Pick<SubmissionDeps, 'hmrc'>): (of: { kind: SubmissionKind; taxYear: string }) => Flow {
  const periodSummaries = periodSummaryFlow(hmrc);
  const flows = new Map<SubmissionKind, Flow>(
    [
      quarterlyUpdateFlow(hmrc),
      annualSummaryFlow(hmrc),
      accountingAdjustmentsFlow(hmrc),
      endOfPeriodStatementFlow(hmrc),
      lossesFlow(hmrc),
      finalDeclarationFlow(hmrc),
    ].map((flow) => [flow.kind, flow]),
  );
  return ({ kind, taxYear }) => {
    if (kind === periodSummaries.kind && !isCumulative(taxYear)) return periodSummaries;
    const flow = flows.get(kind);
    if (!flow) throw new RangeError(`Nothing is known of sending a ${kind}.`);
    return flow;
  };
}
