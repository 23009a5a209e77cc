import {
  type Amounts,
  amountsOf,
  broughtForwardField,
  foreignFieldOf,
  type HmrcMessage,
  isCumulative,
  isForeign,
  type PlaceFigures,
  placeKey,
  rentARoomField,
  type UpdateFigures,
} from '../../domain/submissions/index.ts';
import {
  categories,
  type CategoryKey,
  type CategoryKind,
  countryName,
  fitsPlace,
  type Place,
  unitedKingdom,
} from '../../domain/records/index.ts';
import { taxYearOf } from '../../domain/tax-year.ts';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { ledgerPath } from '../records/index.ts';

interface UpdateFiguresProps {
  figures: UpdateFigures;
  /** What was sent last for this year, to show what changed. */
  previous?: UpdateFigures | undefined;
  /** What HMRC refused. */
  messages?: readonly HmrcMessage[] | undefined;
  /** Whether each figure leads to the transactions behind it. */
  leadsToRecords: boolean;
  /** Heads the earlier figures; they are those of the last update that HMRC took unless told otherwise. */
  previousHeading?: string | undefined;
  /** The one part to show; all of them otherwise. */
  only?: Part | undefined;
  /** Goes before the rows' ids, where a page holds the figures of several updates. */
  idPrefix?: string | undefined;
}

/** Kinds of categories, and what belongs to none. */
type Part = CategoryKind | 'brought-forward' | 'rent-a-room';

const parts = [
  { kind: 'income', caption: 'Income', total: 'Total income' },
  { kind: 'expense', caption: 'Expenses', total: 'Total expenses' },
  { kind: 'tax', caption: 'Tax taken off', total: null },
  { kind: 'brought-forward', caption: 'Brought forward', total: null },
  { kind: 'rent-a-room', caption: 'Rent a Room relief', total: null },
] as const satisfies readonly { kind: Part; caption: string; total: string | null }[];

/** What most expenses may be instead of their categories; the transactions behind it are those of many. */
const oneTotal = {
  key: 'consolidatedExpenses',
  label: 'All expenses except residential finance costs',
} as const;

const broughtForward = (place: Place) => ({
  key: broughtForwardField[place],
  label: 'Residential finance costs of earlier years',
});

const rentARoom = { key: rentARoomField, label: 'Rent a Room amount claimed' } as const;

/** What an update may have figures of. */
function linesOf(part: Part, place: Place): { key: string; category?: CategoryKey; label: string }[] {
  if (part === 'brought-forward') return [broughtForward(place)];
  if (part === 'rent-a-room') return place === 'uk' ? [rentARoom] : [];
  const own = categories.filter((category) => category.kind === part && fitsPlace(category, place));
  const lines = own.map(({ key, label }) => ({ key, category: key, label }));
  return part === 'expense' ? [...lines, oneTotal] : lines;
}

/** The figures of an update under HMRC's categories; those that are nought and always were are left out. */
export function UpdateFiguresTables(props: UpdateFiguresProps) {
  const { figures, previous, idPrefix, leadsToRecords } = props;
  const { fromDate: from, toDate: to } = figures;
  if (isForeign(figures)) {
    const before = previous && isForeign(previous) ? previous : undefined;
    return <PlacesAbroad {...props} places={figures.places} before={before?.places} />;
  }
  return (
    <AmountTables
      {...props}
      place="uk"
      span={spanOf(figures)}
      amounts={figures}
      before={previous && !isForeign(previous) ? previous : undefined}
      idPrefix={idPrefix === undefined ? '' : `${idPrefix}-`}
      fieldPrefix=""
      linkTo={leadsToRecords ? { from, to, countryCode: unitedKingdom } : undefined}
    />
  );
}

type PlacesAbroadProps = UpdateFiguresProps & {
  places: readonly PlaceFigures[];
  before: readonly PlaceFigures[] | undefined;
};

/** One part for each country or property, and those that the last update had and this one has not. */
function PlacesAbroad({ places, before, ...props }: PlacesAbroadProps) {
  const { figures, idPrefix, leadsToRecords } = props;
  const { fromDate: from, toDate: to } = figures;
  const known = new Set(places.map(placeKey));
  const gone = (before ?? [])
    .filter((place) => !known.has(placeKey(place)))
    .map((place): PlaceFigures => ({ ...place, income: {}, expenses: {} }));
  return (
    <>
      {[...places, ...gone].map((place, index) => {
        const { countryCode, property } = place;
        return (
          <section>
            <h2 class="govuk-heading-m" id={`${idPrefix ?? ''}place-${index}`}>
              {placeName(place)}
            </h2>
            <p class="govuk-body">{claimWords(place)}</p>
            <AmountTables
              {...props}
              place="abroad"
              span={spanOf(figures)}
              amounts={place}
              before={before?.find((each) => placeKey(each) === placeKey(place))}
              showsChange={before !== undefined}
              idPrefix={`${idPrefix === undefined ? '' : `${idPrefix}-`}place-${index}-`}
              fieldPrefix={`${index}.`}
              linkTo={
                leadsToRecords
                  ? { from, to, ...(property ? { propertyId: property.id } : { countryCode }) }
                  : undefined
              }
            />
          </section>
        );
      })}
    </>
  );
}

/** To 2024-25 an update was of its quarter alone. */
const spanOf = ({ toDate }: UpdateFigures): string =>
  isCumulative(taxYearOf(toDate)) ? 'year to date' : 'this quarter';

/** How a place abroad is called: a property with its country, or a country. */
export const placeName = ({
  countryCode,
  property,
}: Pick<PlaceFigures, 'countryCode' | 'property'>): string =>
  property ? `${property.name}, ${countryName(countryCode)}` : countryName(countryCode);

const claimWords = ({ claimsForeignTaxCredit }: PlaceFigures): string =>
  claimsForeignTaxCredit
    ? 'You claim Foreign Tax Credit Relief for the tax paid there.'
    : 'You do not claim Foreign Tax Credit Relief here.';

interface AmountTablesProps {
  only?: Part | undefined;
  place: Place;
  /** What the figures are of, to stand after "Income". */
  span: string;
  amounts: Amounts;
  before: Amounts | undefined;
  /** Whether there was an update before, though perhaps without this part. */
  showsChange?: boolean;
  messages?: readonly HmrcMessage[] | undefined;
  previousHeading?: string | undefined;
  idPrefix: string;
  /** Goes before the names of fields in HMRC's messages. */
  fieldPrefix: string;
  /** The transactions behind the figures, before the category; absent where figures lead nowhere. */
  linkTo: Parameters<typeof ledgerPath>[0] | undefined;
}

function AmountTables(props: AmountTablesProps) {
  const { place, span, amounts, before, messages = [], idPrefix, fieldPrefix, linkTo } = props;
  const shown = parts.filter(({ kind }) => (props.only ?? kind) === kind);
  const compares = props.showsChange ?? before !== undefined;
  const fieldOf = (key: string) => `${place === 'abroad' ? foreignFieldOf(key) : key}Pence`;
  const now = amountsOf(amounts);
  const earlier = before ? amountsOf(before) : new Map<string, number>();
  return (
    <>
      {shown.map(({ kind, caption: part, total }) => {
        const caption = `${part}, ${kind === 'brought-forward' ? 'for the whole tax year' : span}`;
        const rows = linesOf(kind, place)
          .map(({ key, category, label }) => ({
            id: `${idPrefix}${key}`,
            label,
            amountPence: now.get(fieldOf(key)) ?? 0,
            previousPence: compares ? (earlier.get(fieldOf(key)) ?? 0) : undefined,
            href: linkTo && category && ledgerPath({ ...linkTo, category }),
            error: errorOf(messages, `${fieldPrefix}${key}`),
          }))
          .filter(
            (row) => row.amountPence !== 0 || (row.previousPence ?? 0) !== 0 || row.error !== undefined,
          );
        if (rows.length === 0) {
          return total === null ? null : <NothingOf caption={caption} isPart={place === 'abroad'} />;
        }
        const sums = {
          amountPence: rows.reduce((sum, row) => sum + row.amountPence, 0),
          previousPence: compares ? rows.reduce((sum, row) => sum + (row.previousPence ?? 0), 0) : undefined,
        };
        return (
          <FiguresTable
            caption={caption}
            captionClasses={place === 'abroad' ? 'govuk-table__caption--s' : undefined}
            rows={
              total === null
                ? rows
                : [...rows, { id: `${idPrefix}total-${kind}`, label: total, ...sums, isTotal: true }]
            }
            previousHeading={props.previousHeading ?? 'Last update'}
          />
        );
      })}
    </>
  );
}

/** @param props.isPart whether a heading of its own stands above the tables */
function NothingOf({ caption, isPart }: { caption: string; isPart: boolean }) {
  return (
    <>
      {isPart ? <h3 class="govuk-heading-s">{caption}</h3> : <h2 class="govuk-heading-m">{caption}</h2>}
      <p class="govuk-body">None in this update.</p>
    </>
  );
}

function errorOf(messages: readonly HmrcMessage[], field: string): string | undefined {
  const own = messages.filter((message) => message.field === field);
  return own.length === 0 ? undefined : own.map((message) => `HMRC says: ${message.message}`).join(' ');
}

/** The category that a message names, and the place among those of an update of property abroad. */
function namedBy({ field }: HmrcMessage) {
  const [, index, key] = /^(?:(\d+)\.)?(\w+)$/.exec(field ?? '') ?? [];
  const beside = [oneTotal, broughtForward('uk'), broughtForward('abroad'), rentARoom];
  const category = [...categories, ...beside].find((each) => each.key === key);
  return category && { category, index };
}

/** Messages that name no figure of the tables. */
export function generalMessages(messages: readonly HmrcMessage[]): HmrcMessage[] {
  return messages.filter((message) => !namedBy(message));
}

/** What an error summary says of HMRC's messages, each leading to its figure. */
export function errorsOf(
  messages: readonly HmrcMessage[],
  figures: UpdateFigures,
): { text: string; href: string }[] {
  return messages.map((message) => {
    const named = namedBy(message);
    if (!named) return { text: message.message, href: '#hmrc-messages' };
    const { category, index } = named;
    const place = index !== undefined && isForeign(figures) ? figures.places[Number(index)] : undefined;
    const where = place ? `${placeName(place)}, ` : '';
    const id = index === undefined ? category.key : `place-${index}-${category.key}`;
    return { text: `${where}${category.label}: ${message.message}`, href: `#${id}` };
  });
}
