import { type StatementView } from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { taxPath } from '../calculations/paths.ts';
import { kindOf } from '../submissions/kinds.ts';
import { periodName, statusWords, submissionPath } from '../submissions/words.ts';

/** The accounting period, and what HMRC has of it as far as Quarterday knows. */
export function YearSoFar({ view }: { view: StatementView }) {
  const { accountingPeriod, taxYear, latest } = view;
  return (
    <SummaryList
      rows={[
        {
          key: 'Accounting period',
          value: `${formatDate(accountingPeriod.start)} to ${formatDate(accountingPeriod.end)}`,
        },
        { key: 'Quarters at HMRC', value: { text: <Quarters {...view} /> } },
        { key: 'Sent from Quarterday', value: { text: <Sent sent={view.sent} /> } },
        {
          key: 'What HMRC makes of what it has',
          value: { text: <Link href={taxPath(taxYear)}>Tax for {taxYear}</Link> },
        },
        ...(latest
          ? [
              {
                key: 'Your statement',
                value: {
                  text: (
                    <Link href={submissionPath(latest.id)}>
                      <StatusTag status={statusWords[latest.status]} />
                      <span class="govuk-visually-hidden"> End of Period Statement</span>
                    </Link>
                  ),
                },
              },
            ]
          : []),
      ]}
    />
  );
}

function Quarters({ quarters, missing }: Pick<StatementView, 'quarters' | 'missing'>) {
  if (quarters.length === 0) return <>Not known: HMRC has listed none of this year</>;
  if (missing.length === 0) return <>HMRC has an update for each of them</>;
  return (
    <>
      HMRC still waits for:
      <ul class="govuk-list govuk-list--bullet">
        {missing.map((quarter) => (
          <li>{periodName(quarter)}</li>
        ))}
      </ul>
    </>
  );
}

function Sent({ sent }: Pick<StatementView, 'sent'>) {
  if (sent.length === 0) return <>Nothing of this business and year</>;
  return (
    <ul class="govuk-list">
      {sent.map((each) => (
        <li>
          <Link href={submissionPath(each.id)}>
            {kindOf(each).caption(each)}
            {each.kind === 'quarterly-update' && `, ${periodName(each)}`}
          </Link>
          : {statusWords[each.status]}
        </li>
      ))}
    </ul>
  );
}
