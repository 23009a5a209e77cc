import { type Correction, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { businessWords, periodName, reviewPath, submissionPath } from './words.ts';

/** What changed in the records since HMRC took an update of them, and the two ways in which HMRC learns of it. */
export function Corrections({ corrections, today }: { corrections: readonly Correction[]; today: string }) {
  return (
    <>
      {corrections.map(({ submission, period, change, mayBeStyle, next, elsewhere }) => (
        <InsetText>
          <p class="govuk-body">
            {businessWords[period.typeOfBusiness]}: {whatChanged({ period, change, mayBeStyle })} changed
            since HMRC took{' '}
            <Link href={submissionPath(submission.id)} visuallyHiddenText={periodName(period)}>
              your update
            </Link>
            . {changeWords(change)}
          </p>
          {elsewhere ? (
            <TakenElsewhere quarter={elsewhere} />
          ) : (
            <>
              <p class="govuk-body">{waysWords(next, today)}</p>
              <Button href={reviewPath(period)} variant="secondary">
                Review the correction
              </Button>
            </>
          )}
        </InsetText>
      ))}
    </>
  );
}

function waysWords(next: Correction['next'], today: string): string {
  if (next === null) return 'No later update of this tax year will carry the change, so send it again.';
  const from = today < next.from ? `; HMRC takes it from ${formatDate(next.from)}` : '';
  return `Your update for ${periodName(next.period)} will carry the change${from}. Or you can send the change at once.`;
}

/** HMRC takes no update that ends before one it has: what can be sent is the later one, and what that replaces is not known here. */
function TakenElsewhere({ quarter }: { quarter: UpdatePeriod }) {
  return (
    <>
      <p class="govuk-body">
        HMRC has a later update of this tax year since, from other software: the one for {periodName(quarter)}
        . It took the place of yours, and whether it holds the change is not known here. If it does, there is
        nothing to do. If it does not, correct it with that software, or send the update for that quarter from
        here, which replaces all that HMRC has of the tax year.
      </p>
      <Button href={reviewPath(quarter)} variant="secondary">
        Review that update
      </Button>
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
