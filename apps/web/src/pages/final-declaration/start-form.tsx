import { randomUUID } from 'node:crypto';

import { expectsQuarters } from '../../domain/connections/index.ts';
import {
  amendableUntil,
  type DeclarationType,
  type DeclarationYear,
  isDeclared,
  pleaseReconnect,
  type StartRefusal,
} from '../../domain/submissions/index.ts';
import { lastDayToAmend } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { submissionPath } from '../submissions/words.ts';
import { type BeforeDeclaring } from './before.ts';
import { DeclaredAlready } from './declared-already.tsx';
import { declarationPath } from './paths.ts';
import { NoQuarters } from '../years/without-quarters.tsx';
import { ConnectFirst } from '../connect-button.tsx';

interface StartFormProps {
  before: Pick<BeforeDeclaring, 'year' | 'status' | 'itsaStatus'>;
  type: DeclarationType;
  /** What was chosen, where the form was not taken. */
  chosen: string | undefined;
  errorMessage: string | undefined;
}

/** The question of other income and the button that has HMRC work out the figures, or why there is none. */
export function StartForm({ before, type, chosen, errorMessage }: StartFormProps) {
  const { year, status, itsaStatus } = before;
  const { taxYear } = year;
  const inFlight = year.declarations.find((each) => each.status === 'processing');
  if (inFlight) {
    return (
      <InsetText>
        Your declaration is with HMRC. <Link href={submissionPath(inFlight.id)}>See how it is going</Link>
      </InsetText>
    );
  }
  if (!year.isOver) return <InsetText>HMRC takes the final declaration once the tax year is over.</InsetText>;
  if (isDeclared(year) && !year.isAmendable) {
    return (
      <InsetText>
        <DeclaredAlready year={year} /> HMRC takes no amendments of this year through software
        {taxYear >= '2025-26' ? ' any more' : ''}. If something must change, please contact HMRC.
      </InsetText>
    );
  }
  if (year.isClosed) {
    return (
      <InsetText>
        HMRC has taken nothing of this year through software since {formatDate(lastDayToAmend(taxYear))}. If
        the declaration is missing, please contact HMRC.
      </InsetText>
    );
  }
  if (!isDeclared(year) && (year.missing.length > 0 || year.isUnknown)) {
    return year.isUnknown && itsaStatus !== null && !expectsQuarters(itsaStatus) ? (
      <NoQuarters taxYear={taxYear} itsaStatus={itsaStatus} dueDate={null} />
    ) : (
      <InsetText>{waits(year)}</InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>first. Everything is kept.</ConnectFirst>;
  }
  return (
    <form method="post" action={declarationPath(taxYear)} {...describesDevice}>
      {type === 'confirm-amendment' && <AboutAmending year={year} />}
      <input type="hidden" name="calculation" value={randomUUID()} />
      <input type="hidden" name="type" value={type} />
      <OtherIncome chosen={chosen} errorMessage={errorMessage} />
      <DeviceFields />
      <Button preventDoubleClick>
        {type === 'confirm-amendment' ? 'Work out the amended figures' : 'Work out the figures to declare'}
      </Button>
    </form>
  );
}

/** Why a year that HMRC has no declaration of can't be declared yet. */
function waits({ isUnknown, missing }: DeclarationYear): string {
  if (isUnknown) return 'Once HMRC has an update for every quarter, the declaration begins here.';
  const which =
    missing.length === 1 ? 'the update that is missing above' : 'the updates that are missing above';
  return `Once HMRC has ${which}, the declaration begins here.`;
}

function AboutAmending({ year }: { year: DeclarationYear }) {
  return (
    <>
      <h2 class="govuk-heading-m">Amend the declaration</h2>
      <p class="govuk-body">
        <DeclaredAlready year={year} />
      </p>
      {year.takenSince.length > 0 && (
        <WarningText>
          HMRC has taken figures of this year since it was declared. Have the figures worked out anew and
          agree to them: until then your declaration is of the older ones.
        </WarningText>
      )}
      <p class="govuk-body">
        If something in it was wrong, correct your records, send the update or the annual summary again, and
        then have the figures worked out anew. HMRC takes amendments until{' '}
        {formatDate(amendableUntil(year.taxYear))}.
      </p>
    </>
  );
}

function OtherIncome({ chosen, errorMessage }: Pick<StartFormProps, 'chosen' | 'errorMessage'>) {
  return (
    <Radios
      name="otherIncome"
      value={chosen}
      fieldset={{
        legend: {
          text: 'Is there any income or relief of this year that Quarterday does not send?',
          classes: 'govuk-fieldset__legend--m',
        },
      }}
      hint={{
        text: 'Wages, pensions, savings, dividends, self-employment, gifts to charity: the declaration covers all of it.',
      }}
      {...(errorMessage === undefined ? {} : { errorMessage: { text: errorMessage } })}
      items={[
        { value: 'none', text: 'No, property is all there is' },
        {
          value: 'elsewhere',
          text: 'Yes, and HMRC has all of it',
          hint: 'Through an employer or pension provider, HMRC’s online account, or other software.',
        },
        {
          value: 'not-yet',
          text: 'Yes, and some of it is not with HMRC yet',
          hint: 'We tell you where to add it.',
        },
      ]}
    />
  );
}

/** Why HMRC was not asked for figures. */
export function RefusalWords({
  problem,
}: {
  problem: StartRefusal | { reason: 'other-income-missing' | 'other-income-not-yet' };
}) {
  switch (problem.reason) {
    case 'other-income-missing':
      return null;
    case 'other-income-not-yet':
      return (
        <InsetText>
          <p class="govuk-body">Add it first, since the declaration would not be complete without it:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              in{' '}
              <Link href="https://www.gov.uk/log-in-register-hmrc-online-services">
                HMRC’s online account
              </Link>
              ; or
            </li>
            <li>
              with{' '}
              <Link href="https://www.gov.uk/guidance/find-software-thats-compatible-with-making-tax-digital-for-income-tax">
                other software
              </Link>{' '}
              that sends that kind of income.
            </li>
          </ul>
          <p class="govuk-body">Then come back here. Nothing is lost meanwhile.</p>
        </InsetText>
      );
    case 'hmrc-not-asked':
      return <WarningText>{problem.sentence}</WarningText>;
    default:
      return <WarningText>{words[problem.reason]}</WarningText>;
  }
}

const words = {
  expired: `${pleaseReconnect}. HMRC was not asked.`,
  'not-connected': 'Your HMRC account is not connected, so HMRC was not asked.',
  disconnecting: 'You asked to disconnect your HMRC account, so HMRC was not asked.',
  closed: 'HMRC takes nothing of this tax year through software any more, so it was not asked.',
  'year-not-over': 'The tax year is not over yet.',
  'updates-missing': 'HMRC has no update for some quarters of this year yet. They come first.',
  'declared-already': 'HMRC has your final declaration for this year already.',
  'not-declared': 'There is no final declaration of this year to amend.',
  'not-amendable': 'HMRC takes no amendments of this year any more. Please contact HMRC.',
} as const;
