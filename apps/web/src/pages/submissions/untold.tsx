import { type Submissions, type SubmissionView } from '../../domain/submissions/index.ts';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { kindOf } from './kinds.ts';

interface UntoldProps {
  submission: SubmissionView;
  sends: Awaited<ReturnType<Submissions['sends']>>;
}

/** That nobody here can know whether HMRC took it, why, and how its landlord finds out. */
export function Untold({ submission, sends }: UntoldProps) {
  const { latest } = submission;
  const { noun } = kindOf(submission);
  const own = sends.filter(({ attemptId }) => attemptId === latest.id);
  const [first] = own;
  return (
    <>
      <p class="govuk-body-l">
        We do not know whether HMRC has taken your {noun}, and HMRC does not tell us. Please ask HMRC.
      </p>
      <p class="govuk-body">
        HMRC’s answer was lost. It shows no copy that we could read, so the way to ask is to send the same
        once more.{' '}
        {own.some(isTooLate)
          ? `HMRC refuses that, since it takes no ${noun} for this period any more, whether or not it has the first.`
          : 'HMRC refuses that, for a reason that does not tell whether it has the first.'}{' '}
        So we call it neither submitted nor failed.
      </p>
      <h2 class="govuk-heading-m">What you can do</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Sign in to{' '}
          <Link href="https://www.gov.uk/log-in-register-hmrc-online-services">HMRC’s online account</Link>{' '}
          and look whether your {noun} for {submission.taxYear} is there.
        </li>
        <li>
          If you cannot see it there, ask HMRC.
          {first && ` Say that software sent it on ${formatInstant(first.sentAt.toISOString())}.`}
        </li>
        <li>If HMRC does not have it, ask what to do in its place. It cannot be sent from here again.</li>
      </ul>
      <p class="govuk-body">
        {latest.nextTryAt
          ? `We ask again on ${formatInstant(latest.nextTryAt.toISOString())}, and more and more rarely for a month. If HMRC tells us that it has it, this page says so.`
          : 'We do not ask again: HMRC’s answer would be the same.'}
      </p>
    </>
  );
}

const isTooLate = ({ codes }: UntoldProps['sends'][number]): boolean =>
  Array.isArray(codes) && codes.includes('RULE_LATE_SUBMISSION');
