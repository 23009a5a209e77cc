import { type DeclarationYear } from '../../domain/submissions/index.ts';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { submissionPath } from '../submissions/words.ts';

/** That HMRC has the declaration: the way to it where it was made here, since when where it was made elsewhere. */
export function DeclaredAlready({ year: { declared, declaredElsewhere } }: { year: DeclarationYear }) {
  if (declared) {
    return (
      <>
        HMRC has your final declaration of this year.{' '}
        <Link href={submissionPath(declared.id)}>See your declaration</Link>
      </>
    );
  }
  const since = declaredElsewhere?.on ? ` since ${formatDate(declaredElsewhere.on)}` : '';
  return (
    <>
      HMRC has your final declaration of this year{since}. It was not made with Quarterday, so its figures are
      with the software or the service that you declared with.
    </>
  );
}
