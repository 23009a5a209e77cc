import {
  type DeclarationYear,
  isForeignAnnual,
  readAnnualFigures,
  readDeclarationFigures,
  type SubmissionView,
} from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { taxPath } from '../calculations/paths.ts';
import { AsItStands } from '../submissions/as-it-stands.tsx';
import { statusWords, submissionPath } from '../submissions/words.ts';
import { Accounting } from './accounting.tsx';
import { type BeforeDeclaring } from './before.ts';
import { agreementPath } from './paths.ts';

/** What must be done before, what can be, and what was done. */
export function Tasks({ year, accounts }: Pick<BeforeDeclaring, 'year' | 'accounts'>) {
  return (
    <SummaryList
      rows={[
        { key: 'The tax year is over', value: year.isOver ? 'Yes' : 'Not yet' },
        { key: 'Updates of all four quarters', value: { text: <Updates year={year} /> } },
        ...(accounts.length === 0
          ? []
          : [
              {
                key: 'How you keep your accounts',
                value: { text: <Accounting {...year} businesses={accounts} /> },
              },
            ]),
        { key: 'Annual summary', value: { text: <AnnualSummaries year={year} /> } },
        {
          key: 'What HMRC makes of it',
          value: { text: <Link href={taxPath(year.taxYear)}>Tax for {year.taxYear}</Link> },
        },
        ...figuresRow(year),
        ...year.declarations.map((each) => ({
          key:
            readDeclarationFigures(each.latest.figures).calculationType === 'confirm-amendment'
              ? 'Amendment'
              : 'Declaration',
          value: {
            text: (
              <Link href={submissionPath(each.id)}>
                <StatusTag status={statusWords[each.status]} />
              </Link>
            ),
          },
        })),
      ]}
    />
  );
}

function figuresRow({ calculation }: DeclarationYear) {
  if (!calculation || calculation.state === 'failed') return [];
  const text = calculation.state === 'waiting' ? 'HMRC is calculating' : 'Look at the latest';
  return [
    { key: 'Figures to agree to', value: { text: <Link href={agreementPath(calculation)}>{text}</Link> } },
  ];
}

function Updates({ year }: { year: DeclarationYear }) {
  if (year.isUnknown) {
    return (
      <>
        Not known: HMRC has listed no quarter of this year yet. <Link href="/updates">See your updates</Link>
      </>
    );
  }
  if (year.missing.length === 0) return <>HMRC has them all</>;
  return (
    <>
      {year.isClosed ? 'HMRC took none for:' : 'HMRC still waits for:'}
      <ul class="govuk-list govuk-list--bullet">
        {year.missing.map((each) => (
          <li>
            {formatDate(each.periodStartDate)} to {formatDate(each.periodEndDate)}
            {each.typeOfBusiness === 'uk-property' ? '' : ` (${each.typeOfBusiness.replaceAll('-', ' ')})`}
          </li>
        ))}
      </ul>
      <Link href="/updates">See your updates</Link>
    </>
  );
}

function AnnualSummaries({ year: { annualSummaries, taxYear } }: { year: DeclarationYear }) {
  if (annualSummaries.length === 0) {
    return <>None was sent from here. It is needed only where you claim allowances or adjust something.</>;
  }
  const businessIds = [...new Set(annualSummaries.map(({ businessId }) => businessId))];
  return (
    <>
      {businessIds.map((businessId) => {
        const own = annualSummaries.filter((each) => each.businessId === businessId);
        const name = businessOfSummary(own[0]);
        return (
          <div>
            {businessIds.length > 1 && `${name}: `}
            <AsItStands all={own} of={`annual summary, ${name}, ${taxYear}`} />
          </div>
        );
      })}
    </>
  );
}

const businessOfSummary = (summary: SubmissionView | undefined): string =>
  summary && isForeignAnnual(readAnnualFigures(summary.latest.figures)) ? 'Foreign property' : 'UK property';
