import { type Hono } from 'hono';

import {
  type ExpenseStyleView,
  isCumulative,
  takesOneTotal,
  wholeIncomeAllowancePence,
} from '../../domain/submissions/index.ts';
import { isCalendarDate } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { annualPath } from '../annual-summary/words.ts';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type SubmissionPageDeps } from './deps.ts';
import { ClaimWords } from './expense-style.tsx';
import { businessWords, expenseStylePath, oneTotalLimit, reviewPath } from './words.ts';

/** Asks whether a year's expenses go to HMRC in their categories, as one total, or not at all. */
export function expenseStylePage(
  app: Hono<AppEnv>,
  { submissions }: Pick<SubmissionPageDeps, 'submissions'>,
): void {
  const route = '/years/:taxYear/expenses/:businessId';

  async function find(c: AppContext) {
    const ownerId = signedInPerson(c).id;
    const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
    const view = await submissions.expenseStyles.view(ownerId, named);
    return view && { ownerId, view };
  }

  app.get(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const quarter = quarterOf(c.req.query('quarter'));
    return c.html(<ExpenseStylePage page={c.get('page')} view={found.view} quarter={quarter} />);
  });

  app.post(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, view } = found;
    if (view.isClosed) {
      return c.html(<ExpenseStylePage page={c.get('page')} view={view} quarter={null} />, 409);
    }
    const body = await c.req.parseBody();
    const style = styles.find((each) => each === fieldOf(body, 'style'));
    const quarter = quarterOf(fieldOf(body, 'quarter'));
    const show = (error: string) =>
      c.html(<ExpenseStylePage page={c.get('page')} view={view} quarter={quarter} error={error} />, 422);
    if (style === undefined) return show('Select how to report expenses');
    const isKept = await submissions.expenseStyles.choose(ownerId, view, style);
    return isKept ? c.redirect(backPath(view, quarter), 303) : show(tooMuch(view));
  });
}

const styles = ['itemised', 'consolidated', 'none'] as const satisfies ExpenseStyleView['style'][];

/** The last day of the quarter that the landlord came from. */
const quarterOf = (text: string | undefined): string | null =>
  text !== undefined && isCalendarDate(text) ? text : null;

const backPath = ({ businessId }: ExpenseStyleView, quarter: string | null): string =>
  quarter === null ? '/updates' : reviewPath({ businessId, periodEndDate: quarter });

const tooMuch = ({ turnoverPence, taxYear }: ExpenseStyleView): string =>
  `Your records of ${taxYear} hold ${formatPence(turnoverPence)} of income for this business, which is not under ${oneTotalLimit}`;

interface ExpenseStylePageProps {
  page: PageContext;
  view: ExpenseStyleView;
  quarter: string | null;
  error?: string | undefined;
}

function ExpenseStylePage({ page, view, quarter, error }: ExpenseStylePageProps) {
  const { taxYear, typeOfBusiness } = view;
  const title = 'How to report expenses';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`${title} in ${taxYear}`}
      back={{ href: backPath(view, quarter), text: quarter === null ? 'Quarterly updates' : 'Your update' }}
      errors={error === undefined ? [] : [{ text: error, href: '#style' }]}
    >
      <span class="govuk-caption-l">
        {businessWords[typeOfBusiness]}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      {view.isClosed ? <AsItWas view={view} /> : <Choice {...{ view, quarter, error }} />}
    </Page>
  );
}

/** What was chosen for a year of which HMRC takes no changes any more. */
function AsItWas({ view: { style, taxYear, lastDay } }: Pick<ExpenseStylePageProps, 'view'>) {
  return (
    <>
      <InsetText>
        HMRC has taken no changes of this year through software since {formatDate(lastDay)}, so this can’t be
        changed.
      </InsetText>
      <p class="govuk-body">
        Chosen for {taxYear}: {styleWords[style]}.
      </p>
    </>
  );
}

const styleWords = {
  itemised: 'each expense in its category',
  consolidated: 'one total, and residential finance costs beside it',
  none: 'none, because of the property income allowance',
} as const satisfies Record<ExpenseStyleView['style'], string>;

function Choice({ view, quarter, error }: Omit<ExpenseStylePageProps, 'page'>) {
  const { typeOfBusiness, taxYear } = view;
  return (
    <>
      {takesOneTotal(taxYear) && (
        <p class="govuk-body">
          A landlord whose income from {whatIsLet[typeOfBusiness]} is under {oneTotalLimit} in the tax year,
          before expenses, may give HMRC one total of expenses. From that amount on HMRC wants each expense in
          its category.
        </p>
      )}
      {takesOneTotal(taxYear) && (
        <p class="govuk-body">
          Residential property finance costs, such as mortgage interest, always stay out of the total: HMRC
          gives relief for them in another way.
        </p>
      )}
      {takesOneTotal(taxYear) && !view.mayBeOneTotal && (
        <InsetText>{tooMuch(view)}. So expenses can’t be reported as one total.</InsetText>
      )}
      <IncomeAllowance view={view} />
      <h2 class="govuk-heading-m">Whatever you choose</h2>
      <p class="govuk-body">
        Your records keep all expenses with their categories.{' '}
        {isCumulative(taxYear)
          ? 'You can change your mind in a later update, since each holds the whole year so far.'
          : `In ${taxYear} each update holds its own quarter alone: send the update of each quarter again that HMRC has with expenses reported in another way.`}
        {typeOfBusiness === 'foreign-property' &&
          ' The choice is for all your property abroad together: HMRC takes one way for all.'}
      </p>
      <Question view={view} quarter={quarter} error={error} />
    </>
  );
}

/** The most that the allowance is: "£1,000". */
const incomeAllowance = formatPence(wholeIncomeAllowancePence).replace(/\.00$/, '');

const whatIsLet = { 'uk-property': 'UK property', 'foreign-property': 'property abroad' } as const;

/** What the allowance is, and what the records say of its worth. */
function IncomeAllowance({ view }: { view: ExpenseStyleView }) {
  const { taxYear, expensesPence, claim } = view;
  return (
    <>
      <h2 class="govuk-heading-m">No expenses, with the property income allowance</h2>
      <p class="govuk-body">
        The property income allowance lets you take up to {incomeAllowance} a year off your income from
        property. It is one allowance for all your property, in the UK and abroad. Where you claim it, it
        takes the place of all expenses of the business, residential finance costs and those brought forward
        included, so HMRC wants none of them in {isCumulative(taxYear) ? 'the last update' : 'any update'} of
        the year.
      </p>
      <p class="govuk-body">
        Your records of {taxYear} hold {formatPence(expensesPence)} of expenses for this business.{' '}
        {expensesPence > wholeIncomeAllowancePence
          ? `That is more than ${incomeAllowance}, so it is usually better to report each expense.`
          : `With more than ${incomeAllowance} by the end of the year, it is usually better to report each expense.`}
      </p>
      {claim && (
        <WarningText>
          <ClaimWords claim={claim} of={view} isFirst />. While it does, no update may hold expenses: to
          report expenses, take the allowance out of the <Link href={annualPath(view)}>annual summary</Link>
          {claim.by === 'taken' && ' and send that again'} first.
        </WarningText>
      )}
      <p class="govuk-body">
        Leaving expenses out claims nothing yet. You claim the allowance in your{' '}
        <Link href={annualPath(view)}>annual summary of {taxYear}</Link>, once HMRC has{' '}
        {isCumulative(taxYear) ? 'an update' : 'every update'} without expenses. Without the claim you would
        be taxed on all of this income.
      </p>
    </>
  );
}

function Question({ view, quarter, error }: Omit<ExpenseStylePageProps, 'page'>) {
  const { style, turnoverPence, mayBeOneTotal, taxYear } = view;
  const total = {
    value: 'consolidated',
    text: 'One total, and residential finance costs beside it',
    hint: `Your records of ${taxYear} hold ${formatPence(turnoverPence)} of income for this business. If you expect ${oneTotalLimit} or more by the end of the year, keep to categories.`,
  };
  return (
    <form method="post" action={expenseStylePath(view)} novalidate>
      {quarter !== null && <input type="hidden" name="quarter" value={quarter} />}
      <Radios
        name="style"
        fieldset={{ legend: 'How should expenses be reported?' }}
        // A total that is too much is no choice any more: what it becomes is to be saved.
        value={!mayBeOneTotal && style === 'consolidated' ? 'itemised' : style}
        errorMessage={error}
        items={[
          { value: 'itemised', text: 'Each expense in its category' },
          ...(mayBeOneTotal ? [total] : []),
          { value: 'none', text: 'None, because I claim the property income allowance instead' },
        ]}
      />
      <Button preventDoubleClick>Save</Button>
    </form>
  );
}
