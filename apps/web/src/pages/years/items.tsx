import { isByProperty, isReported } from '../../domain/submissions/index.ts';
import { type BusinessTasks, type Standing as Stands, type YearTasks } from '../../domain/years/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { type TaskList } from '../../ui/components/task-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { foreignPropertiesPath } from '../foreign-properties/index.ts';
import { statementPath } from '../end-of-period/paths.ts';
import { notTakenWords, periodName, reviewPath, submissionPath } from '../submissions/words.ts';
import { businessName, standingWords } from './words.ts';

type Item = Parameters<typeof TaskList>[0]['items'][number];

const statuses = {
  'under-way': 'Processing',
  sent: 'Submitted',
  failed: 'Failed',
  rejected: 'Rejected',
} as const;

/** Where a task stands, with the status of a submission in the words that are used everywhere. */
export function Standing({ standing }: { standing: Stands }) {
  if (isOfSubmission(standing)) return <StatusTag status={statuses[standing.is]} />;
  const { text, tag } = standingWords(standing);
  return tag ? <Tag classes={`qd-task qd-task--${tag}`}>{text}</Tag> : <>{text}</>;
}

type OfSubmission = Extract<Stands, { is: keyof typeof statuses }>;

const isOfSubmission = (standing: Stands): standing is OfSubmission => standing.is in statuses;

interface WithNotTakenProps {
  standing: Stands;
  /** What the task is about, said to screen readers. */
  of: string;
  /** What comes after one that HMRC took from here. */
  newer?: 'A newer one' | 'An amendment';
}

/** The same, with the way to the newest submission where HMRC has another one and did not take this. */
export function WithNotTaken({ standing, of, newer = 'A newer one' }: WithNotTakenProps) {
  return (
    <>
      <Standing standing={standing} />
      {'notTaken' in standing && (
        <>
          <br />
          <Link
            href={submissionPath(standing.notTaken.submissionId)}
            classes="qd-task-link"
            visuallyHiddenText={`for ${of}`}
          >
            {notTakenWords(standing.is === 'at-hmrc' ? 'One from here' : newer, standing.notTaken.status)}
          </Link>
        </>
      )}
    </>
  );
}

/** The day of a task; of one that was never done it is behind. */
export const dueWords = (standing: Stands, dueDate: string): string =>
  `${standing.is === 'closed' ? 'Was due' : 'Due'} ${formatDate(dueDate)}`;

/** A quarter, leading to where it is sent or to what was sent. @param isChanged whether its records changed since HMRC took it */
export function quarterItem(
  { quarter, standing }: BusinessTasks['quarters'][number],
  { isClosed }: Pick<YearTasks, 'isClosed'>,
  isChanged: boolean,
): Item {
  const isOpen = !isClosed && (standing.is === 'to-do' || standing.is === 'at-hmrc');
  const href =
    'submissionId' in standing ? submissionPath(standing.submissionId) : isOpen ? reviewPath(quarter) : null;
  return {
    title: { text: `Update for ${periodName(quarter)}` },
    ...(href !== null && { href }),
    hint: { text: dueWords(standing, quarter.dueDate) },
    status: {
      text: (
        <>
          <WithNotTaken standing={standing} of={periodName(quarter)} />
          {isChanged && (
            <>
              {' '}
              <Tag classes="qd-task qd-task--now">Records changed since</Tag>
            </>
          )}
        </>
      ),
    },
  };
}

/** The annual summary of a business, for the years that have one. */
export function annualSummaryItem(
  { taxYear, isClosed }: YearTasks,
  { businessId, typeOfBusiness, annualSummary }: BusinessTasks,
): Item[] {
  if (!isReported(taxYear)) return [];
  if (typeOfBusiness !== 'uk-property' && typeOfBusiness !== 'foreign-property') return [];
  const path = annualPath({ taxYear, businessId });
  const sent = 'submissionId' in annualSummary ? submissionPath(annualSummary.submissionId) : null;
  const href = isClosed || annualSummary.is === 'under-way' ? sent : path;
  return [
    {
      title: { text: 'Annual summary' },
      ...(href !== null && { href }),
      hint: { text: 'Allowances and adjustments of the whole year' },
      status: {
        text: (
          <WithNotTaken
            standing={annualSummary}
            of={`annual summary, ${businessName(typeOfBusiness)}, ${taxYear}`}
          />
        ),
      },
    },
  ];
}

/** HMRC's list of properties abroad, in years that have one. */
export function foreignPropertiesItem(
  { taxYear }: YearTasks,
  { businessId, typeOfBusiness }: BusinessTasks,
): Item[] {
  if (typeOfBusiness !== 'foreign-property' || !isByProperty(taxYear)) return [];
  return [
    {
      title: { text: 'Foreign properties at HMRC' },
      href: foreignPropertiesPath({ taxYear, businessId }),
      hint: { text: 'HMRC takes figures of each foreign property once it is registered' },
      status: { text: 'See the list' },
    },
  ];
}

/** The End of Period Statement of each business, for the years that had them. */
export const statementItems = ({ taxYear, statements }: YearTasks): Item[] =>
  statements.map(({ businessId, typeOfBusiness, standing }) => ({
    title: { text: 'End of Period Statement' },
    href: statementPath({ taxYear, businessId }),
    hint: { text: businessName(typeOfBusiness) },
    status: {
      text: (
        <WithNotTaken standing={standing} of={`End of Period Statement, ${businessName(typeOfBusiness)}`} />
      ),
    },
  }));
