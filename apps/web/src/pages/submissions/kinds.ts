import { type SubmissionKind, type SubmissionView } from '../../domain/submissions/index.ts';
import { annualSummaryKind } from '../annual-summary/kind.tsx';
import { adjustmentsKind } from '../finalise/kind.tsx';
import { endOfPeriodKind } from '../end-of-period/kind.tsx';
import { lossesKind } from '../losses/kind.tsx';
import { finalDeclarationKind } from '../final-declaration/kind.tsx';
import { type KindWords } from './kind-words.ts';
import { quarterlyUpdateKind } from './quarterly-update-kind.tsx';

const kinds = new Map<SubmissionKind, KindWords>(
  [
    quarterlyUpdateKind,
    annualSummaryKind,
    endOfPeriodKind,
    adjustmentsKind,
    lossesKind,
    finalDeclarationKind,
  ].map((words) => [words.kind, words]),
);

/** The words for a submission's kind. */
export function kindOf({ kind }: Pick<SubmissionView, 'kind'>): KindWords {
  const words = kinds.get(kind);
  if (!words) throw new RangeError(`There are no pages for a ${kind}.`);
  return words;
}

/** What a submission is and of what, within a sentence: "Final declaration for tax year 2026-27". */
export function titleOf(submission: SubmissionView): string {
  const words = kindOf(submission);
  return `${words.noun} for ${words.heading(submission).replace(/^Tax year/, 'tax year')}`;
}
