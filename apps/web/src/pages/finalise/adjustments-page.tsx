import { type Hono } from 'hono';

import {
  adjustableAt,
  type AdjustmentAnswers,
  adjustmentField,
  type FinaliseView,
  type NamedPlace,
  reasonField,
  summaryFields,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Fieldset } from '../../ui/components/fieldset.tsx';
import { Input } from '../../ui/components/input.tsx';
import { formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { finaliseRoute, findNamed } from './find.ts';
import {
  adjustmentsPath,
  adjustmentsReviewPath,
  businessWords,
  fieldLabel,
  figureLabel,
  finalisePath,
  placeWords,
} from './words.ts';

const route = `${finaliseRoute}/adjustments`;

/** Where adjustments are entered, each with its reason; kept right or wrong. */
export function adjustmentsPage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { adjustments } = deps.submissions;

  async function show(c: AppContext, isChecked: boolean) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const view = await adjustments.view(named.ownerId, named.of);
    if (!view.summary) return c.redirect(finalisePath(named.of), 303);
    const problems = isChecked ? (view.draft?.problems ?? []) : [];
    return c.html(
      <AdjustmentsPage
        page={c.get('page')}
        view={view}
        problems={problems}
        isSaved={c.req.query('done') === 'saved'}
      />,
      problems.length > 0 ? 422 : 200,
    );
  }

  app.get(route, (c) => show(c, c.req.query('check') !== undefined));

  app.post(route, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const body = await c.req.parseBody();
    const view = await adjustments.view(ownerId, of);
    // Without a summary there is no form, and nothing that was typed may be lost.
    if (!view.summary) return c.redirect(finalisePath(of), 303);
    await adjustments.save(ownerId, of, readForm(body, view));
    if (fieldOf(body, 'then') !== 'review') return c.redirect(`${adjustmentsPath(of)}?done=saved`, 303);
    const { draft } = await adjustments.view(ownerId, of);
    return draft && draft.problems.length > 0 ? show(c, true) : c.redirect(adjustmentsReviewPath(of), 303);
  });
}

/** The fields of the form, whichever way expenses are told. */
function namesOf({ summary, typeOfBusiness }: FinaliseView): string[] {
  return (summary?.submitted.places ?? []).flatMap(({ place }) =>
    summaryFields(typeOfBusiness)
      .filter(({ isAdjustable }) => isAdjustable)
      .flatMap(({ name: field }) => [adjustmentField({ place, field }), reasonField({ place, field })]),
  );
}

function readForm(body: Readonly<Record<string, unknown>>, view: FinaliseView): AdjustmentAnswers {
  const fields = namesOf(view).flatMap((name) => {
    // Postgres keeps no text with a NUL in it.
    const text = fieldOf(body, name).replaceAll('\0', '').slice(0, 1_000);
    return text.trim() === '' ? [] : [[name, text] as const];
  });
  return { isNothing: false, fields: Object.fromEntries(fields) };
}

interface AdjustmentsPageProps {
  page: PageContext;
  view: FinaliseView;
  problems: readonly { field: string; text: string }[];
  isSaved: boolean;
}

function AdjustmentsPage({ page, view, problems, isSaved }: AdjustmentsPageProps) {
  const { taxYear, typeOfBusiness } = view;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Adjustments for ${taxYear}`}
      back={{ href: finalisePath(view), text: 'Finalise your property business' }}
      errors={problems.map(({ field, text }) => ({
        text: [fieldLabel(field, namesIn(view)), text].filter((part) => part !== null).join(': '),
        href: field === '' ? '#adjustments' : `#${field}`,
      }))}
      {...(isSaved
        ? {
            flash: {
              kind: 'success' as const,
              text: 'Your adjustments are saved. Nothing was sent to HMRC.',
            },
          }
        : {})}
    >
      <span class="govuk-caption-l">
        {businessWords[typeOfBusiness]}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">Adjustments</h1>
      <p class="govuk-body">
        An adjustment changes what HMRC has for the year: an amount is added, or taken off where it has a
        minus. For each one say why; the reason is kept here and is not sent. Leave empty what is right as it
        is.
      </p>
      <Form view={view} problems={problems} />
    </Page>
  );
}

const headings = { income: 'Income', expenses: 'Expenses' } as const;

function Form({ view, problems }: Pick<AdjustmentsPageProps, 'view' | 'problems'>) {
  return (
    <form method="post" action={adjustmentsPath(view)} id="adjustments" novalidate>
      {view.summary?.submitted.places.map((at) => {
        const name = namesIn(view).find(({ place }) => place === at.place);
        return name ? (
          <section>
            <h2 class="govuk-heading-m">{placeWords(name)}</h2>
            <PlaceFields {...{ view, problems, at, name }} />
          </section>
        ) : (
          <PlaceFields {...{ view, problems, at }} />
        );
      })}
      <div class="govuk-button-group">
        <Button name="then" value="review" preventDoubleClick>
          Save and review
        </Button>
        <Button variant="secondary" name="then" value="save" preventDoubleClick>
          Save and carry on later
        </Button>
      </div>
    </form>
  );
}

/** How the places abroad are called. */
const namesIn = ({ beside }: FinaliseView): NamedPlace[] =>
  (beside?.places ?? []).flatMap(({ name }) => name ?? []);

interface PlaceFieldsProps extends Pick<AdjustmentsPageProps, 'view' | 'problems'> {
  at: { place: string; amounts: Record<string, number> };
  name?: NamedPlace;
}

function PlaceFields({ view, problems, at, name }: PlaceFieldsProps) {
  const claimsAllowance = view.summary?.submitted.claimsAllowance;
  const adjustable = adjustableAt(view.typeOfBusiness, at, { claimsAllowance });
  return (
    <>
      {(['income', 'expenses'] as const).map((part) => (
        <>
          {name ? (
            <h3 class="govuk-heading-s">{headings[part]}</h3>
          ) : (
            <h2 class="govuk-heading-m">{headings[part]}</h2>
          )}
          {part === 'expenses' && claimsAllowance && (
            <p class="govuk-body">
              None: HMRC takes no adjustment of expenses where the property income allowance is claimed, since
              it takes the place of all of them.
            </p>
          )}
          {adjustable
            .filter(({ field }) => field.part === part)
            .map(({ field, amountPence }) => (
              <Adjustment
                {...{ view, problems, amountPence }}
                of={{ place: at.place, field: field.name }}
                placeName={name && placeWords(name)}
              />
            ))}
        </>
      ))}
    </>
  );
}

interface AdjustmentProps extends Pick<AdjustmentsPageProps, 'view' | 'problems'> {
  of: { place: string; field: string };
  amountPence: number;
  /** Tells apart the same figures of several places. */
  placeName: string | undefined;
}

function Adjustment({ view, problems, of, amountPence, placeName }: AdjustmentProps) {
  const { fields } = view.answers;
  const [amount, reason] = [adjustmentField(of), reasonField(of)];
  const label = figureLabel(view.typeOfBusiness, of.field) ?? of.field;
  const errorOf = (name: string) => problems.find(({ field }) => field === name)?.text;
  return (
    <Fieldset
      legend={{
        text: placeName === undefined ? label : `${label}, ${placeName}`,
        classes: 'govuk-fieldset__legend--s',
      }}
    >
      <Input
        name={amount}
        label={{ text: 'Add, or take off with a minus, in pounds' }}
        hint={`HMRC has ${formatPence(amountPence)}`}
        prefix="£"
        inputmode="text"
        autocomplete="off"
        classes="govuk-input--width-10"
        value={fields[amount]}
        errorMessage={errorOf(amount)}
      />
      <Input
        name={reason}
        label="Reason"
        autocomplete="off"
        value={fields[reason]}
        errorMessage={errorOf(reason)}
      />
    </Fieldset>
  );
}
