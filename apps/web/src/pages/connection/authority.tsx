import { type Hono } from 'hono';

import {
  authorityCalendar,
  type AuthorityStanding,
  authorityStanding,
  type ConnectionView,
  deadlineAtRisk,
} from '../../domain/connections/index.ts';
import { type UpdatePeriod } from '../../domain/submissions/index.ts';
import { NotificationBanner } from '../../ui/components/notification-banner.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { type AppEnv, signedInPerson } from '../env.ts';
import { ConnectForm } from './connect-forms.tsx';
import { type ConnectionPageDeps } from './deps.ts';
import { authorityCalendarPath, connectionPath } from './links.ts';

export type Standing = AuthorityStanding<UpdatePeriod>;

/** How the authority of a live connection stands; null where there is none, which the pages tell in other words. */
export function standingOf(
  view: Pick<ConnectionView, 'status' | 'authorityEndsOn'>,
  open: readonly UpdatePeriod[],
  today: string,
): Standing | null {
  if (view.status !== 'connected' || view.authorityEndsOn === null) return null;
  return authorityStanding(view.authorityEndsOn, open, today);
}

/** The authority's last day as an entry for the landlord's own calendar. */
export function authorityCalendarFile(app: Hono<AppEnv>, { connections, config }: ConnectionPageDeps): void {
  app.get(authorityCalendarPath, async (c) => {
    const { id, status, consentedAt, authorityEndsOn: endsOn } = await connections.view(signedInPerson(c).id);
    if (id === null || status !== 'connected' || consentedAt === null || endsOn === null) return c.notFound();
    const connectionUrl = new URL(connectionPath, config.baseUrl).href;
    return c.body(authorityCalendar({ connectionId: id, consentedAt, endsOn }, connectionUrl), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="hmrc-authority-ends-${endsOn}.ics"`,
    });
  });
}

/** The reminder that the authority ends, in the app; nothing while it is early. On home it leads to where it is renewed. */
export function AuthorityReminder({
  standing,
  on,
}: {
  standing: Standing | null;
  on: 'home' | 'connection';
}) {
  if (standing?.reminder == null) return null;
  return (
    <NotificationBanner
      titleText="HMRC authority"
      titleId="authority-title"
      classes={standing.daysLeft <= 7 ? 'qd-banner--warning' : undefined}
    >
      <p class="govuk-notification-banner__heading">Your authority at HMRC {endWords(standing)}</p>
      {standing.atRisk && <p>{riskWords(standing.atRisk, standing.daysLeft)}</p>}
      {on === 'home' ? (
        <p>
          To give a new one, <Link href={connectionPath}>go to HMRC Connection</Link> and choose “Reconnect
          HMRC Account”.
        </p>
      ) : (
        <p>To give a new one, choose “Reconnect HMRC Account” below.</p>
      )}
    </NotificationBanner>
  );
}

/** Whether a page offers to renew the authority: when its end is near, and when a deadline comes after it. */
export function mayRenew(standing: Standing | null): standing is Standing {
  return standing !== null && (standing.reminder !== null || standing.atRisk !== null);
}

/** Offers to renew the authority now. */
export function RenewAuthority({ standing }: { standing: Standing | null }) {
  if (!mayRenew(standing)) return null;
  return (
    <section aria-labelledby="renew-authority">
      <h2 class="govuk-heading-m" id="renew-authority">
        Renew your authority
      </h2>
      {standing.reminder === null && standing.atRisk && (
        <p class="govuk-body">
          Your authority at HMRC {endWords(standing)}. {riskWords(standing.atRisk, standing.daysLeft)}
        </p>
      )}
      <p class="govuk-body">
        Sign in at HMRC again and give permission: a new 18 months begin that day.{' '}
        {standing.daysLeft >= 0 &&
          'Your connection keeps working while you do, and you lose nothing by renewing early.'}
      </p>
      <ConnectForm isAgain />
    </section>
  );
}

/** The first deadline that comes when nothing can be sent any more, for the summary of a connection. */
export function riskRow(view: ConnectionView, open: readonly UpdatePeriod[], today: string) {
  if (view.status === 'not-connected') return [];
  const endsOn = view.status === 'connected' ? view.authorityEndsOn : null;
  const atRisk = deadlineAtRisk(endsOn, open, today);
  return [
    {
      key: 'Next deadline at risk',
      value: atRisk
        ? `${formatDate(atRisk.dueDate)}, for the update for ${quarterOf(atRisk)}`
        : 'None of those that HMRC has told us about',
    },
  ];
}

function endWords({ endsOn, daysLeft }: Standing): string {
  const end = formatDate(endsOn);
  if (daysLeft < 0) return `ended on ${end}`;
  if (daysLeft === 0) return `ends today, ${end}`;
  return daysLeft === 1 ? `ends tomorrow, ${end}` : `ends on ${end}, in ${daysLeft} days`;
}

function riskWords(period: UpdatePeriod, daysLeft: number): string {
  const due = `Your update for ${quarterOf(period)} is due on ${formatDate(period.dueDate)}`;
  return daysLeft < 0
    ? `${due}. Without a new authority we cannot send it.`
    : `${due}. Without a new authority we cannot send it once this one has ended.`;
}

const quarterOf = (period: UpdatePeriod) =>
  `${formatDate(period.periodStartDate)} to ${formatDate(period.periodEndDate)}`;
