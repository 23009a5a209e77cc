import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  adjustmentFields,
  allowanceFields,
  type AnnualView,
  type DeclarationYear,
  buildingField,
  isCumulative,
  isDeclared,
  isToBeConfirmed,
  splitField,
} from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { AmendAfterwards } from '../final-declaration/to-amend.tsx';
import { placeName } from '../submissions/figures.tsx';
import { statusWords, submissionPath } from '../submissions/words.ts';
import { type AnnualPageDeps } from './deps.ts';
import { annualRoute, findNamed } from './find.ts';
import { AnnualFields } from './form-fields.tsx';
import { LetsApart } from './lets-apart.tsx';
import { AnnualObstacles } from './obstacles.tsx';
import { afterwards, type AnswersBySection, readForm, readThen, type Then, toKeep } from './read-form.ts';
import { accountingTypeWords, annualPath, fieldLabel, keyedField, reviewPathOf } from './words.ts';
import { accountingTypePath } from './way-back.ts';
import { businessName } from '../years/words.ts';
import { yearPath } from '../years/paths.ts';

export function annualFormPage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { annual } = deps.submissions;

  async function show(c: AppContext, isChecked: boolean) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const view = await annual.view(named.ownerId, named.of);
    const [status, year] = await Promise.all([
      deps.connections.status(named.ownerId),
      deps.submissions.declarations.year(named.ownerId, named.of.taxYear),
    ]);
    const done = c.req.query('done');
    return c.html(
      <AnnualFormPage page={c.get('page')} {...{ view, year, status, isChecked, done }} />,
      isChecked && view.problems.length > 0 ? 422 : 200,
    );
  }

  app.get(annualRoute, (c) => show(c, c.req.query('check') !== undefined));

  app.post(annualRoute, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const body = await c.req.parseBody();
    const then = readThen(body);
    const asked = await annual.view(named.ownerId, named.of);
    const answers = afterwards(readForm(body, asked), then);
    // Kept first, right or wrong, so that nothing that was typed is lost.
    await annual.save(named.ownerId, named.of, toKeep(answers, asked));
    const path = annualPath(named.of);
    switch (then.kind) {
      case 'add':
        return c.redirect(`${path}#${addedField(answers, then)}`, 303);
      case 'remove':
        return c.redirect(`${path}?done=removed`, 303);
      case 'save':
        return c.redirect(`${path}?done=saved`, 303);
      case 'review':
        return (await annual.view(named.ownerId, named.of)).problems.length > 0
          ? show(c, true)
          : c.redirect(reviewPathOf(named.of), 303);
    }
  });
}

/** The first field of the building that was added last. */
function addedField(answers: AnswersBySection, { key, list }: Extract<Then, { kind: 'add' }>): string {
  const count = answers.get(key)?.[list].length ?? 0;
  return keyedField(key, buildingField(list, Math.max(count - 1, 0), 'amount'));
}

const flashes: Partial<Record<string, string>> = {
  saved: 'Your answers are saved. Nothing was sent to HMRC.',
  removed: 'The building is removed. Nothing was sent to HMRC.',
};

interface AnnualFormPageProps {
  page: PageContext;
  view: AnnualView;
  year: DeclarationYear;
  status: ConnectionStatus;
  /** Whether the answers are to be looked through, with what is wrong beside each. */
  isChecked: boolean;
  done: string | undefined;
}

function AnnualFormPage({ page, view, year, status, isChecked, done }: AnnualFormPageProps) {
  const flash = flashes[done ?? ''];
  const problems = isChecked ? view.problems : [];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Annual summary for ${view.taxYear}`}
      back={{ href: yearPath(view.taxYear), text: `Tax year ${view.taxYear}` }}
      errors={inFormOrder(view, problems).map(({ field, text }) => ({
        text: [placeLabel(view, field), fieldLabel(field), text].filter((part) => part !== null).join(': '),
        href: `#${field}${field.endsWith('-qualifyingDate') ? '-day' : ''}`,
      }))}
      {...(flash === undefined ? {} : { flash: { kind: 'success' as const, text: flash } })}
    >
      <span class="govuk-caption-l">
        {businessName(view.typeOfBusiness)}, tax year {view.taxYear}
      </span>
      <h1 class="govuk-heading-l">Annual summary</h1>
      <p class="govuk-body">
        What your quarterly updates do not hold: adjustments and allowances of the whole year. HMRC keeps one
        for each tax year, and each new one replaces all of the one before.
      </p>
      {!isCumulative(view.taxYear) && <LetsApart taxYear={view.taxYear} />}
      <Order view={view} year={year} />
      {!view.isClosed && <AmendAfterwards year={year} />}
      <Standing view={view} />
      {view.isClosed ? null : view.sections.length > 0 ? (
        <AnnualFields view={view} problems={problems} />
      ) : (
        <AnnualObstacles view={view} status={status} />
      )}
    </Page>
  );
}

const plainFields: readonly string[] = [
  'nonResidentLandlord',
  'rentARoom',
  ...adjustmentFields,
  ...allowanceFields,
];

/** Problems in the order of the form: section by section, buildings last in each, in their own order. */
function inFormOrder({ sections }: AnnualView, problems: AnnualView['problems']): AnnualView['problems'] {
  const place = ({ field }: AnnualView['problems'][number]) => {
    const { key, name } = splitField(field);
    const section = sections.findIndex((each) => each.key === key);
    const index = plainFields.indexOf(name);
    return section * (plainFields.length + 1) + (index === -1 ? plainFields.length : index);
  };
  return [...problems].sort((a, b) => place(a) - place(b));
}

/** The place abroad that a field is of. */
function placeLabel({ sections }: AnnualView, field: string): string | null {
  const place = sections.find(({ key }) => key === splitField(field).key)?.place;
  return place ? placeName(place) : null;
}

/** What comes before and after it, and until when it can be sent. */
function Order({ view, year }: Pick<AnnualFormPageProps, 'view' | 'year'>) {
  const { openQuarters, lastDay, isClosed } = view;
  if (isClosed) {
    return (
      <InsetText>
        HMRC takes no changes of this tax year any more: the last day was {formatDate(lastDay)}. If something
        in it is wrong, please contact HMRC.
      </InsetText>
    );
  }
  return (
    <InsetText>
      {openQuarters.length === 0
        ? 'Your quarterly updates come first, and HMRC lists none of this tax year as open. '
        : `Your quarterly updates come first. HMRC has none yet for the quarters to ${openQuarters.map(({ periodEndDate }) => formatDate(periodEndDate)).join(', ')}. You can send this before them, and again after them. `}
      Until {formatDate(lastDay)} you can send it again as often as something changes.
      {!isDeclared(year) && ' Your final declaration comes last.'}
    </InsetText>
  );
}

function accountingTypeText({ accountingType }: AnnualView): string {
  const { atHmrc, seenAt, canBeConfirmed } = accountingType;
  if (isToBeConfirmed(accountingType)) return 'Not confirmed yet. HMRC wants this before the annual summary';
  const type = atHmrc ? accountingTypeWords[atHmrc] : 'Not known';
  if (canBeConfirmed) return `${type}, confirmed`;
  return seenAt === null ? 'As HMRC has it. Nothing to confirm for this year' : `${type}, as HMRC has it`;
}

function accountingTypeAction({ accountingType, isClosed }: AnnualView): string {
  if (isClosed || !accountingType.canBeConfirmed) return 'See';
  return isToBeConfirmed(accountingType) ? 'Confirm' : 'Change';
}

function Standing({ view }: { view: AnnualView }) {
  const { latest, accepted, taxYear } = view;
  return (
    <SummaryList
      rows={[
        {
          key: 'How accounts are kept',
          value: accountingTypeText(view),
          actions: {
            items: [
              {
                href: accountingTypePath(view),
                text: accountingTypeAction(view),
                visuallyHiddenText: 'how accounts are kept',
              },
            ],
          },
        },
        {
          key: 'Sent',
          value:
            latest === null
              ? 'Not yet'
              : {
                  text: (
                    <Link href={submissionPath(latest.id)}>
                      <StatusTag status={statusWords[latest.status]} />
                      <span class="govuk-visually-hidden"> annual summary of {taxYear}</span>
                    </Link>
                  ),
                },
        },
        ...(accepted && latest?.id !== accepted.submission.id
          ? [
              {
                key: 'At HMRC',
                value: {
                  text: <Link href={submissionPath(accepted.submission.id)}>The one HMRC took last</Link>,
                },
              },
            ]
          : []),
      ]}
    />
  );
}
