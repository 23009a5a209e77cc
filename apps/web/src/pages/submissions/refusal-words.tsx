import { pleaseReconnect, type RequestRefusal, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Link } from '../../ui/link.tsx';
import { periodName, reviewPath, submissionPath } from './words.ts';

/** Why nothing was sent, for a click that came too late or too early. */
export function RefusalWords({ refusal }: { refusal: RequestRefusal }) {
  switch (refusal.reason) {
    case 'records-changed':
      return (
        <WarningText>
          Your records changed since you looked, so nothing was sent. Check the figures below and submit
          again.
        </WarningText>
      );
    case 'obstacles':
      return <WarningText>Something has to be put right first, so nothing was sent. See below.</WarningText>;
    case 'in-flight':
      return (
        <WarningText>
          Nothing was sent, because another update for this tax year is with HMRC already.{' '}
          {refusal.submissionId !== null && (
            <Link href={submissionPath(refusal.submissionId)}>See how it is going</Link>
          )}
        </WarningText>
      );
    case 'expired':
      return <WarningText>{pleaseReconnect}. Nothing was sent.</WarningText>;
    case 'not-connected':
      return <WarningText>Your HMRC account is not connected. Nothing was sent.</WarningText>;
    case 'disconnecting':
      return <WarningText>You asked to disconnect your HMRC account. Nothing was sent.</WarningText>;
    case 'too-early':
      return (
        <WarningText>
          HMRC does not take an update of this quarter yet. Nothing was sent. The day it does is below.
        </WarningText>
      );
    case 'closed':
      return <WarningText>{closed} Nothing was sent.</WarningText>;
    case 'not-supported':
      return <WarningText>{notSupported} Nothing was sent.</WarningText>;
    case 'covered':
      return (
        <WarningText>
          HMRC has <Link href={submissionPath(refusal.submissionId)}>a later update of this tax year</Link>,
          which holds these figures. Nothing was sent.
        </WarningText>
      );
    case 'covered-elsewhere':
      return (
        <WarningText>
          HMRC has a later update of this tax year, from other software, which holds these figures. Nothing
          was sent. To correct something, send <QuarterLink quarter={refusal.later} />.
        </WarningText>
      );
    case 'replaces-elsewhere':
      return (
        <WarningText>
          Nothing was sent, because HMRC has figures from other software that this update would replace, and
          the box that says so was not ticked.
        </WarningText>
      );
    case 'earlier-first':
      return (
        <WarningText>
          HMRC has no update for <QuarterLink quarter={refusal.earlier} /> yet, and takes this one after it.
          Nothing was sent.
        </WarningText>
      );
    case 'no-such-period':
      return <WarningText>HMRC does not list this quarter for you any more. Nothing was sent.</WarningText>;
  }
}

export const closed = 'HMRC takes no changes of this tax year through software any more.';

export const notSupported =
  'HMRC takes updates through software from tax year 2022-23 on, and this quarter is from before it.';

/** The way to the review of another quarter. */
export const QuarterLink = ({ quarter }: { quarter: UpdatePeriod }) => (
  <Link href={reviewPath(quarter)}>{periodName(quarter)}</Link>
);
