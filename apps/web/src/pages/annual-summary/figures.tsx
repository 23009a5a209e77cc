import {
  adjustmentFields,
  allowanceFields,
  type AnnualAmountField,
  type AnnualBuilding,
  type AnnualFigures,
  type BuildingList,
  buildingLists,
  type HmrcMessage,
} from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { amountLabels, buildingListLabels, buildingName, buildingPlace } from './words.ts';

interface AnnualFiguresProps {
  figures: AnnualFigures;
  /** What HMRC took last, to show what changed. */
  previous?: AnnualFigures | undefined;
  messages?: readonly HmrcMessage[] | undefined;
}

/** What an annual summary holds: amounts that are not nought, buildings, and the two answers. */
export function AnnualFiguresTables({ figures, previous, messages = [] }: AnnualFiguresProps) {
  const parts = [
    { caption: 'Adjustments', rows: rowsOf(adjustmentFields, 'adjustments') },
    {
      caption: 'Allowances',
      rows: [
        ...rowsOf(allowanceFields, 'allowances'),
        ...buildingLists.flatMap((list) => buildingRows(list, figures, previous, messages)),
      ],
    },
  ];

  function rowsOf(names: readonly AnnualAmountField[], part: 'adjustments' | 'allowances') {
    return names
      .map((name) => ({
        id: name,
        label: amountLabels[name],
        amountPence: figures[part][name] ?? 0,
        previousPence: previous && (previous[part][name] ?? 0),
        error: errorOf(messages, (field) => field === name),
      }))
      .filter((row) => row.amountPence !== 0 || (row.previousPence ?? 0) !== 0 || row.error !== undefined);
  }

  return (
    <>
      {parts.map(({ caption, rows }) =>
        rows.length > 0 ? (
          <FiguresTable caption={caption} rows={rows} previousHeading="Last time" />
        ) : (
          <>
            <h2 class="govuk-heading-m">{caption}</h2>
            <p class="govuk-body">None.</p>
          </>
        ),
      )}
      <SummaryList
        rows={[
          {
            key: 'Non-resident landlord',
            value: changed(
              yesNo(figures.nonResidentLandlord),
              previous && yesNo(previous.nonResidentLandlord),
            ),
          },
          {
            key: 'Rent a Room',
            value: changed(rentARoom(figures.jointlyLet), previous && rentARoom(previous.jointlyLet)),
          },
        ]}
      />
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
  figures: AnnualFigures,
  previous: AnnualFigures | undefined,
  messages: readonly HmrcMessage[],
) {
  const before = [...(previous?.[list] ?? [])];
  const takeBefore = (building: AnnualBuilding): number => {
    const at = before.findIndex((each) => buildingName(each) === buildingName(building));
    return at === -1 ? 0 : (before.splice(at, 1)[0]?.amountPence ?? 0);
  };
  const label = (building: AnnualBuilding) => `${buildingListLabels[list]}: ${buildingName(building)}`;
  const rows = figures[list].map((building, index) => ({
    id: `${list}-${index}`,
    label: label(building),
    amountPence: building.amountPence,
    previousPence: previous && takeBefore(building),
    error: errorOf(messages, (field) => rowOfField(field) === `${list}-${index}`),
  }));
  const gone = before.map((building, index) => ({
    id: `${list}-gone-${index}`,
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
  return place ? `${place.list}-${place.index}` : field;
}
