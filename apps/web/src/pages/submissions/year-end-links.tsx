import { isCumulative, type SubmissionView, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { statusWords, submissionPath } from './words.ts';

interface YearEndLinksProps {
  year: UpdatePeriod['taxYear'];
  periods: readonly UpdatePeriod[];
  /** Submissions of every kind. */
  all: readonly SubmissionView[];
  today: string;
}

/** What a tax year wants besides its quarters, for each business that HMRC lists quarters for. */
export function YearEndLinks({ year, periods, all, today }: YearEndLinksProps) {
  if (!isCumulative(year) || taxYearDates(year).start > today) return null;
  const ofYear = periods.filter(({ taxYear }) => taxYear === year);
  const businesses = [...new Set(ofYear.map(({ businessId }) => businessId))];
  return (
    <SummaryList
      rows={businesses.map((businessId) => {
        const latest = all.find(
          (each) => each.kind === 'annual-summary' && each.taxYear === year && each.businessId === businessId,
        );
        return {
          key: 'Annual summary',
          value: { text: latest ? <Standing submission={latest} /> : 'Not sent yet' },
          actions: {
            items: [
              {
                href: annualPath({ taxYear: year, businessId }),
                text: 'Fill in and send',
                visuallyHiddenText: `the annual summary of ${year}`,
              },
            ],
          },
        };
      })}
    />
  );
}

function Standing({ submission }: { submission: SubmissionView }) {
  return (
    <Link href={submissionPath(submission.id)}>
      <StatusTag status={statusWords[submission.status]} />
      <span class="govuk-visually-hidden"> annual summary of {submission.taxYear}</span>
    </Link>
  );
}
