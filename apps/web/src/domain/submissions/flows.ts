import { accountingAdjustmentsFlow } from './adjustments/flow.ts';
import { annualBesideLetsFlow, annualSummaryFlow } from './annual/flow.ts';
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
  const flows = byKind([
    quarterlyUpdateFlow(hmrc),
    annualSummaryFlow(hmrc),
    accountingAdjustmentsFlow(hmrc),
    endOfPeriodStatementFlow(hmrc),
    lossesFlow(hmrc),
    finalDeclarationFlow(hmrc),
  ]);
  // What HMRC takes in another form of the years to 2024-25.
  const early = byKind([periodSummaryFlow(hmrc), annualBesideLetsFlow(hmrc)]);
  return ({ kind, taxYear }) => {
    const flow = (isCumulative(taxYear) ? undefined : early.get(kind)) ?? flows.get(kind);
    if (!flow) throw new RangeError(`Nothing is known of sending a ${kind}.`);
    return flow;
  };
}

const byKind = (flows: readonly Flow[]): ReadonlyMap<SubmissionKind, Flow> =>
  new Map(flows.map((flow) => [flow.kind, flow]));
