import { type ConnectionView, expectsQuarters } from '../../domain/connections/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type riskRow } from './authority.tsx';
import { authorityCalendarPath, connectionPath } from './links.ts';

const environments = {
  simulator: 'the HMRC simulator (practice, nothing reaches HMRC)',
  sandbox: 'HMRC’s sandbox (for testing, nothing counts for your tax)',
  production: 'HMRC',
} as const;

const statusWords = { 'not-connected': 'Not Connected', connected: 'Connected', expired: 'Expired' } as const;

/** How a connection stands. @param props `risk` is the row of the deadline at risk, where there is one */
export function ConnectionSummary({
  view,
  maskedNino,
  risk,
}: {
  view: ConnectionView;
  maskedNino: string | null;
  risk: ReturnType<typeof riskRow>;
}) {
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Status', value: { text: <StatusTag status={statusWords[view.status]} /> } },
          ...(view.connectedAt && view.status !== 'not-connected'
            ? [{ key: 'Connected since', value: formatInstant(view.connectedAt.toISOString()) }]
            : []),
          ...(view.expiredAt ? [{ key: 'Expired', value: formatInstant(view.expiredAt.toISOString()) }] : []),
          ...(view.heldSince
            ? [
                {
                  key: 'Refused by HMRC, with many others',
                  value: `Since ${formatInstant(view.heldSince.toISOString())}`,
                },
              ]
            : []),
          ...authorityRow(view),
          ...risk,
          ...(view.refreshedAt && view.status !== 'not-connected'
            ? [{ key: 'Last renewed', value: formatInstant(view.refreshedAt.toISOString()) }]
            : []),
          { key: 'Connects to', value: environmentWords(view.environment) },
          ...(maskedNino !== null
            ? [
                {
                  key: 'National Insurance number',
                  value: maskedNino,
                  ...(view.status === 'not-connected'
                    ? {
                        actions: {
                          items: [
                            {
                              href: `${connectionPath}?change=nino`,
                              text: 'Change',
                              visuallyHiddenText: 'National Insurance number',
                            },
                          ],
                        },
                      }
                    : {}),
                },
              ]
            : []),
          ...(view.itsaStatus && view.status === 'connected'
            ? [{ key: 'MTD for Income Tax', value: itsaWords(view.itsaStatus) }]
            : []),
        ]}
      />
      {view.reason && view.reasonKey !== 'never-connected' && (
        <InsetText>
          <p class="govuk-body">{view.reason.why}</p>
          <p class="govuk-body">{view.reason.next}</p>
        </InsetText>
      )}
    </>
  );
}

/** When HMRC's authority ends; of a lost connection, when it was to end. */
function authorityRow({ status, authorityEndsOn }: ConnectionView) {
  if (authorityEndsOn === null || status === 'not-connected') return [];
  return status === 'connected'
    ? [{ key: 'Authority until', value: { text: <AuthorityEnd endsOn={authorityEndsOn} /> } }]
    : [{ key: 'Authority was given until', value: formatDate(authorityEndsOn) }];
}

/** The date, and the way to have it in one's own calendar. */
function AuthorityEnd({ endsOn }: { endsOn: string }) {
  return (
    <>
      {formatDate(endsOn)}, 18 months after you gave it
      <br />
      <Link href={authorityCalendarPath} visuallyHiddenText={`the end on ${formatDate(endsOn)}`}>
        Add to your calendar
      </Link>
    </>
  );
}

function itsaWords(status: string): string {
  const words = `HMRC has you down as “${status}”`;
  return expectsQuarters(status) ? words : `${words}, for which it expects no quarterly updates`;
}

function environmentWords(environment: string): string {
  return environment === 'simulator' || environment === 'sandbox' || environment === 'production'
    ? environments[environment]
    : environment;
}
