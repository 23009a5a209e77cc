import { type Child } from 'hono/jsx';

import { type SubmissionView } from '../../domain/submissions/index.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { notTakenWords, statusWords, submissionPath } from './words.ts';

interface AsItStandsProps {
  /** The newest first. */
  all: readonly Pick<SubmissionView, 'id' | 'status'>[];
  /** What they are, said to screen readers. */
  of: string;
  /** What stands beside the one that HMRC took. */
  children?: Child;
}

/** Submissions of which each replaces the one before: the one that HMRC has, and what became of a newer one. */
export function AsItStands({ all, of, children }: AsItStandsProps) {
  const [newest] = all;
  if (!newest) return null;
  const taken = all.find(({ status }) => status === 'submitted');
  const shown = taken ?? newest;
  return (
    <>
      <Link href={submissionPath(shown.id)}>
        <StatusTag status={statusWords[shown.status]} />
        <span class="govuk-visually-hidden"> {of}</span>
      </Link>
      {taken && children}
      {taken && newest.status !== 'submitted' && (
        <>
          <br />
          <Link href={submissionPath(newest.id)} visuallyHiddenText={of}>
            {notTakenWords('A newer one', newest.status)}
          </Link>
        </>
      )}
    </>
  );
}
