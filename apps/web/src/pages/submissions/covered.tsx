import { type SubmissionView, type UpdateAtHmrc, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Link } from '../../ui/link.tsx';
import { QuarterLink } from './refusal-words.tsx';
import { periodName, submissionPath } from './words.ts';

/** Why there is nothing to send for a quarter, where HMRC has a later update that holds its figures; null where it has none. */
export function coveredAtHmrc({ coveredBy, coveredElsewhere }: Omit<UpdateAtHmrc, 'replaces'>) {
  if (coveredElsewhere) return <CoveredElsewhere by={coveredElsewhere} />;
  return coveredBy && <Covered by={coveredBy} />;
}

/** HMRC takes no update that ends before one it has; nor is one needed, since each holds the year to date. */
function Covered({ by }: { by: SubmissionView }) {
  return (
    <InsetText>
      HMRC has <Link href={submissionPath(by.id)}>your update for {periodName(by)}</Link>, which holds these
      figures too. There is nothing to send for this quarter. To correct something in it, send that later
      update again.
    </InsetText>
  );
}

/** The same of an update that other software sent: it can be replaced from here, by one that ends no earlier. */
function CoveredElsewhere({ by }: { by: UpdatePeriod }) {
  return (
    <InsetText>
      HMRC has a later update of this tax year, from other software, which holds the figures of this quarter
      too: the one for <QuarterLink quarter={by} />. There is nothing to send for this quarter. To correct
      something in it, send that later update.
    </InsetText>
  );
}
