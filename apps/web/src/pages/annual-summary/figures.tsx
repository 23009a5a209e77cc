import {
  adjustmentFields,
  allowanceFields,
  type AnnualAmountField,
  type AnnualBuilding,
  type AnnualEntry,
  type AnnualFigures,
  answersKey,
  type BuildingList,
  buildingLists,
  type ForeignAnnualFigures,
  type HmrcMessage,
  isForeignAnnual,
  splitField,
} from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { placeName } from '../submissions/figures.tsx';
import { amountLabels, buildingListLabels, buildingName, buildingPlace, keyedField } from './words.ts';

interface AnnualFiguresProps {
  figures: AnnualFigures;
  /** What HMRC took last, to show what changed. */
  previous?: AnnualFigures | undefined;
  messages?: readonly HmrcMessage[] | undefined;
}

/** What an annual summary holds: amounts that are not nought, buildings, and the answers beside them. */
export function AnnualFiguresTables({ figures, previous, messages = [] }: AnnualFiguresProps) {
  if (isForeignAnnual(figures)) {
    const before = previous && isForeignAnnual(previous) ? previous : undefined;
    return <PlacesAbroad {...{ figures, messages }} previous={before} />;
  }
  const before = previous && !isForeignAnnual(previous) ? previous : undefined;
  return (
    <>
      <EntryTables entry={figures} previous={before} messages={messages} idPrefix="" />
      <SummaryList
        rows={[
          {
            key: 'Non-resident landlord',
            value: changed(yesNo(figures.nonResidentLandlord), before && yesNo(before.nonResidentLandlord)),
          },
          {
            key: 'Rent a Room',
            value: changed(rentARoom(figures.jointlyLet), before && rentARoom(before.jointlyLet)),
          },
        ]}
      />
    </>
  );
}

interface PlacesAbroadProps {
  figures: ForeignAnnualFigures;
  previous: ForeignAnnualFigures | undefined;
  messages: readonly HmrcMessage[];
}

/** One part for each country or property, and those that the last summary had and this one has not. */
function PlacesAbroad({ figures, previous, messages }: PlacesAbroadProps) {
  const known = new Set(figures.places.map(answersKey));
  const gone = (previous?.places ?? [])
    .filter((place) => !known.has(answersKey(place)))
    .map((place) => ({ ...place, ...nothing }));
  return (
    <>
      {[...figures.places, ...gone].map((place) => {
        const key = answersKey(place);
        const before = previous?.places.find((each) => answersKey(each) === key) ?? nothing;
        return (
          <section aria-labelledby={`place-${key}`}>
            <h2 class="govuk-heading-m" id={`place-${key}`}>
              {placeName(place)}
            </h2>
            <EntryTables
              entry={place}
              previous={previous && before}
              messages={messages}
              idPrefix={`${key}.`}
              isPart
            />
          </section>
        );
      })}
    </>
  );
}

const nothing = { adjustments: {}, allowances: {}, structuredBuildingAllowance: [] };

interface EntryTablesProps {
  entry: AnnualEntry;
  previous: AnnualEntry | undefined;
  messages: readonly HmrcMessage[];
  /** Goes before the names of fields, as on the form. */
  idPrefix: string;
  /** Whether a heading stands above it. */
  isPart?: boolean;
}

function EntryTables({ entry, previous, messages, idPrefix, isPart = false }: EntryTablesProps) {
  const parts = [
    { caption: 'Adjustments', rows: rowsOf(adjustmentFields, 'adjustments') },
    {
      caption: 'Allowances',
      rows: [
        ...rowsOf(allowanceFields, 'allowances'),
        ...buildingLists.flatMap((list) => buildingRows(list, { entry, previous, messages, idPrefix })),
      ],
    },
  ];

  function rowsOf(names: readonly AnnualAmountField[], part: 'adjustments' | 'allowances') {
    return names
      .map((name) => ({
        id: `${idPrefix}${name}`,
        label: amountLabels[name],
        amountPence: entry[part][name] ?? 0,
        previousPence: previous && (previous[part][name] ?? 0),
        error: errorOf(messages, (field) => field === `${idPrefix}${name}`),
      }))
      .filter((row) => row.amountPence !== 0 || (row.previousPence ?? 0) !== 0 || row.error !== undefined);
  }

  if (isPart && parts.every(({ rows }) => rows.length === 0)) {
    return <p class="govuk-body">No adjustments and no allowances.</p>;
  }
  return (
    <>
      {parts.map(({ caption, rows }) =>
        rows.length > 0 ? (
          <FiguresTable
            caption={caption}
            captionClasses={isPart ? 'govuk-table__caption--s' : undefined}
            rows={rows}
            previousHeading="Last time"
          />
        ) : (
          <>
            {isPart ? <h3 class="govuk-heading-s">{caption}</h3> : <h2 class="govuk-heading-m">{caption}</h2>}
            <p class="govuk-body">None.</p>
          </>
        ),
      )}
    </>
  );
}

const yesNo = (answer: boolean): string => (answer ? 'Yes' : 'No');

function rentARoom(jointlyLet: boolean | null): string {
  if (jointlyLet === null) return 'Not used';
  return jointlyLet ? 'Used, the income is shared with somebody' : 'Used, the income is not shared';
}

const changed = (now: string, before: string | undefined): string =>
  before === undefined || before === now ? now : `${now} (last time: ${before})`;

function buildingRows(
  list: BuildingList,
  { entry, previous, messages, idPrefix }: Omit<EntryTablesProps, 'isPart'>,
) {
  const before = [...(previous?.[list] ?? [])];
  const takeBefore = (building: AnnualBuilding): number => {
    const at = before.findIndex((each) => buildingName(each) === buildingName(building));
    return at === -1 ? 0 : (before.splice(at, 1)[0]?.amountPence ?? 0);
  };
  const label = (building: AnnualBuilding) => `${buildingListLabels[list]}: ${buildingName(building)}`;
  const rows = (entry[list] ?? []).map((building, index) => {
    const id = `${idPrefix}${list}-${index}`;
    return {
      id,
      label: label(building),
      amountPence: building.amountPence,
      previousPence: previous && takeBefore(building),
      error: errorOf(messages, (field) => rowOfField(field) === id),
    };
  });
  const gone = before.map((building, index) => ({
    id: `${idPrefix}${list}-gone-${index}`,
    label: label(building),
    amountPence: 0,
    previousPence: building.amountPence,
    error: undefined,
  }));
  return [...rows, ...gone];
}

function errorOf(messages: readonly HmrcMessage[], isOwn: (field: string) => boolean): string | undefined {
  const own = messages.filter(({ field }) => field !== null && isOwn(field));
  return own.length === 0 ? undefined : own.map(({ message }) => `HMRC says: ${message}`).join(' ');
}

/** The row that a field of the form is shown in. */
export function rowOfField(field: string): string {
  const place = buildingPlace(field);
  return place ? keyedField(splitField(field).key, `${place.list}-${place.index}`) : field;
}
