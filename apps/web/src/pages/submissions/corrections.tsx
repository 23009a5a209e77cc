import { type Correction } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { businessWords, periodName, reviewPath, submissionPath } from './words.ts';

/** What changed in the records since HMRC took an update of them, and the two ways in which HMRC learns of it. */
export function Corrections({ corrections, today }: { corrections: readonly Correction[]; today: string }) {
  return (
    <>
      {corrections.map(({ submission, period, change, mayBeStyle, next }) => (
        <InsetText>
          <p class="govuk-body">
            {businessWords[period.typeOfBusiness]}: {whatChanged({ period, change, mayBeStyle })} changed
            since HMRC took{' '}
            <Link href={submissionPath(submission.id)} visuallyHiddenText={periodName(period)}>
              your update
            </Link>
            . {changeWords(change)}
          </p>
          <p class="govuk-body">
            {next === null
              ? 'No later update of this tax year will carry the change, so send it again.'
              : `Your update for ${periodName(next.period)} will carry the change${today < next.from ? `; HMRC takes it from ${formatDate(next.from)}` : ''}. Or you can send the change at once.`}
          </p>
          <Button href={reviewPath(period)} variant="secondary">
            Review the correction
          </Button>
        </InsetText>
      ))}
    </>
  );
}

type What = Pick<Correction, 'period' | 'change' | 'mayBeStyle'>;

function whatChanged({ period, change, mayBeStyle }: What): string {
  const records = `your records of ${periodName(period)}`;
  if (mayBeStyle && change.expensesPence !== 0) return `${records}, or how their expenses are reported,`;
  if (!isBesideRecords(change)) return records;
  return change.broughtForwardPence === 0
    ? `the Rent a Room relief that you claim in ${period.taxYear}`
    : `what you bring forward into ${period.taxYear}`;
}

/** Whether nothing of the records is known to have changed. */
const isBesideRecords = ({ incomePence, expensesPence, ...beside }: Correction['change']): boolean =>
  incomePence === 0 && expensesPence === 0 && Object.values(beside).some((pence) => pence !== 0);

function changeWords(change: Correction['change']): string {
  const { incomePence, expensesPence, broughtForwardPence, rentARoomPence } = change;
  const beside = [
    ...(broughtForwardPence === 0 ? [] : [side('finance costs brought forward', broughtForwardPence)]),
    ...(rentARoomPence === 0 ? [] : [side('Rent a Room amounts claimed', rentARoomPence)]),
  ].join(', ');
  if (isBesideRecords(change)) return `${sentence(beside)}.`;
  if (incomePence === 0 && expensesPence === 0)
    return 'The totals are the same; what they are made of, or how expenses are reported, is not.';
  const more = beside === '' ? '' : `, ${beside}`;
  return `${sentence(side('rents and other income', incomePence))}, ${side('expenses', expensesPence)}${more}.`;
}

const side = (name: string, pence: number): string =>
  pence === 0
    ? `${name} are the same`
    : `${name} are ${formatPence(Math.abs(pence))} ${pence > 0 ? 'more' : 'less'}`;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
