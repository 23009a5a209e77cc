import { findCategory, unitedKingdom } from '../../domain/records/index.ts';
import {
  type AdjustableSummary,
  adjustmentField,
  type AdjustmentFigures,
  type FinaliseView,
  type HmrcMessage,
  type NamedPlace,
  type PlaceBeside,
  type PropertyType,
  summaryFields,
} from '../../domain/submissions/index.ts';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { Link } from '../../ui/link.tsx';
import { ledgerPath } from '../records/index.ts';
import { expenseStylePath } from '../submissions/words.ts';
import { figureLabel, placeWords, sendAgain, totalLabels } from './words.ts';

const parts = [
  { part: 'income', caption: 'Income of the year' },
  { part: 'expenses', caption: 'Expenses of the year' },
] as const;

/** HMRC's figures beside those of the ledger, to the penny: of the UK, or of each place abroad. */
export function SummaryBesideRecords({ view }: { view: FinaliseView }) {
  const { summary, beside, typeOfBusiness: type } = view;
  if (!summary || !beside) return null;
  return (
    <>
      {type === 'foreign-property' && (
        <p class="govuk-body">
          HMRC’s summary of foreign property has no residential finance costs and no foreign tax: it has them
          from your updates. If one of them is wrong, correct your records and {sendAgain(view.taxYear)}.
        </p>
      )}
      {beside.leavesOutExpenses && (
        <p class="govuk-body">
          Expenses of your records are left out here, as they are of your updates:{' '}
          <Link href={expenseStylePath(view)}>you chose so for the property income allowance</Link>.
        </p>
      )}
      {beside.places.map((place) =>
        place.name === null ? (
          <FiguresBeside {...{ type, place, beside }} />
        ) : (
          <section>
            <h2 class="govuk-heading-m">{placeWords(place.name)}</h2>
            <FiguresBeside {...{ type, place, beside }} />
          </section>
        ),
      )}
      <Totals summary={summary} />
    </>
  );
}

type Beside = NonNullable<FinaliseView['beside']>;

interface FiguresBesideProps {
  type: PropertyType;
  place: PlaceBeside;
  beside: Pick<Beside, 'from' | 'to'>;
}

function FiguresBeside({ type, place: at, beside: { from, to } }: FiguresBesideProps) {
  const { place, name: named, atHmrc, inRecords } = at;
  const linkTo = { from, to, ...ledgerOf(named) };
  const rows = summaryFields(type)
    .map(({ name, part, category }) => ({
      part,
      id: adjustmentField({ place, field: name }),
      label: figureLabel(type, name) ?? name,
      amountPence: atHmrc?.[name] ?? 0,
      previousPence: inRecords[name],
      href:
        category !== null && (named?.property?.id ?? named?.countryCode) !== ''
          ? ledgerPath({ ...linkTo, category: findCategory(category)?.key })
          : undefined,
    }))
    .filter(({ amountPence, previousPence }) => amountPence !== 0 || (previousPence ?? 0) !== 0);
  return (
    <>
      {parts.map(({ part, caption }) => {
        const own = rows.filter((row) => row.part === part);
        return own.length === 0 ? (
          <>
            {named ? <h3 class="govuk-heading-s">{caption}</h3> : <h2 class="govuk-heading-m">{caption}</h2>}
            <p class="govuk-body">None.</p>
          </>
        ) : (
          <FiguresTable
            caption={caption}
            captionClasses={named ? 'govuk-table__caption--s' : undefined}
            rows={own}
            amountHeading="HMRC has"
            previousHeading="Your records"
            changeHeading="Difference"
            withoutPrevious="–"
            unchanged="None"
          />
        );
      })}
    </>
  );
}

/** The part of the ledger behind a place. */
function ledgerOf(named: NamedPlace | null) {
  if (!named) return { countryCode: unitedKingdom };
  return named.property ? { propertyId: named.property.id } : { countryCode: named.countryCode };
}

/** Whether HMRC and the ledger say the same, of every place. */
export const isSameAsRecords = ({ beside }: FinaliseView): boolean =>
  (beside?.places ?? []).every(({ atHmrc, inRecords }) =>
    Object.entries(inRecords).every(([name, own]) => (atHmrc?.[name] ?? 0) === own),
  );

/** What HMRC makes of it; with adjustments, beside what it made of it before. */
export function Totals({ summary }: { summary: AdjustableSummary }) {
  const { submitted, adjusted } = summary;
  const now = adjusted ?? submitted;
  return (
    <FiguresTable
      caption="What HMRC makes of it"
      rows={totalLabels
        .map(([name, label]) => ({
          id: `total-${name}`,
          label,
          amountPence: now.totals[name] ?? 0,
          previousPence: adjusted ? (submitted.totals[name] ?? 0) : undefined,
        }))
        .filter(({ amountPence, previousPence }) => amountPence !== 0 || (previousPence ?? 0) !== 0)}
      amountHeading={adjusted ? 'With adjustments' : 'Amount'}
      previousHeading="Before"
    />
  );
}

interface AdjustmentsProps {
  figures: AdjustmentFigures;
  messages?: readonly HmrcMessage[] | undefined;
}

/** Each adjustment with what it is made to, what it leads to, and its reason; place by place. */
export function Adjustments({ figures, messages = [] }: AdjustmentsProps) {
  const { typeOfBusiness: type, entries, places } = figures;
  if (entries.length === 0) {
    return (
      <>
        <h2 class="govuk-heading-m">Adjustments</h2>
        <p class="govuk-body">None: there is nothing to adjust.</p>
      </>
    );
  }
  return (
    <>
      {[...new Set(entries.map(({ place }) => place))].map((place) => {
        const named = places.find((each) => each.place === place);
        return (
          <FiguresTable
            caption={named ? `Adjustments, ${placeWords(named)}` : 'Adjustments'}
            rows={entries
              .filter((each) => each.place === place)
              .map((each) => {
                const id = adjustmentField(each);
                const own = messages.filter(({ field }) => field === id);
                return {
                  id,
                  label: figureLabel(type, each.field) ?? each.field,
                  note: each.reason,
                  amountPence: each.beforePence + each.amountPence,
                  previousPence: each.beforePence,
                  error:
                    own.length === 0
                      ? undefined
                      : own.map(({ message }) => `HMRC says: ${message}`).join(' '),
                };
              })}
            amountHeading="Afterwards"
            previousHeading="Before"
            changeHeading="Adjustment"
          />
        );
      })}
    </>
  );
}
