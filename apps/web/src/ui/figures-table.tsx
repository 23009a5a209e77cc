import { type Child, useContext } from 'hono/jsx';
import { classNames } from './attributes.ts';
import { formatPence } from './format.ts';
import { Link } from './link.tsx';
import { ToBeKept } from './to-be-kept.ts';

interface FigureRow {
  /** Names the row, so that an error summary can link to "#ID". */
  id: string;
  label: string;
  /** Integer pence. */
  amountPence: number;
  /** The figure of the update before, in pence; the change is worked out. */
  previousPence?: number | undefined;
  /** The transactions behind the figure. */
  href?: string | undefined;
  /** Stands under the label, such as the reason for an adjustment. */
  note?: string | undefined;
  /** What HMRC refused about this figure. */
  error?: string | undefined;
  isTotal?: boolean | undefined;
}

interface FiguresTableProps {
  caption: string;
  captionClasses?: string | undefined;
  rows: readonly FigureRow[];
  /** Heads the column of amounts. */
  amountHeading?: string | undefined;
  /** Heads the column of earlier figures; the column, and that of changes, are there when a row has one. */
  previousHeading?: string | undefined;
  /** Heads the column of differences. */
  changeHeading?: string | undefined;
  /** Stands for the difference where there is no earlier figure. */
  withoutPrevious?: string | undefined;
  /** Stands for a difference of nought. */
  unchanged?: string | undefined;
}

/**
 * The figures of an update, one a row: the label leads to the transactions behind it, a refusal stands beside it. On
 * narrow screens each row becomes a small block. The roles are written out because that layout hides a table's own.
 */
export function FiguresTable(props: FiguresTableProps) {
  const { rows, amountHeading = 'Amount', previousHeading = 'Last update', changeHeading = 'Change' } = props;
  const compares = rows.some((row) => row.previousPence !== undefined);
  const headings = compares ? [amountHeading, previousHeading, changeHeading] : [amountHeading];
  return (
    <table class={classNames('govuk-table qd-figures', compares && 'qd-figures--compares')} role="table">
      <caption class={classNames('govuk-table__caption', props.captionClasses ?? 'govuk-table__caption--m')}>
        {props.caption}
      </caption>
      <thead class="govuk-table__head" role="rowgroup">
        <tr class="govuk-table__row" role="row">
          <th scope="col" class="govuk-table__header" role="columnheader">
            Figure
          </th>
          {headings.map((heading) => (
            <th scope="col" class="govuk-table__header govuk-table__header--numeric" role="columnheader">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body" role="rowgroup">
        {rows.map((row) => (
          <Row
            row={row}
            headings={headings}
            withoutPrevious={props.withoutPrevious ?? 'New'}
            unchanged={props.unchanged ?? 'No change'}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  row: FigureRow;
  headings: readonly string[];
  withoutPrevious: string;
  unchanged: string;
}

function Row({ row, headings, withoutPrevious, unchanged }: RowProps) {
  const { previousPence, amountPence, error, note } = row;
  const id = useContext(ToBeKept) ? undefined : row.id;
  const change = previousPence === undefined ? undefined : amountPence - previousPence;
  const cells = [
    formatPence(amountPence),
    previousPence === undefined ? '–' : formatPence(previousPence),
    change === undefined ? withoutPrevious : change === 0 ? unchanged : formatChange(change),
  ];
  return (
    <tr
      class={classNames(
        'govuk-table__row',
        row.isTotal && 'qd-figures__total',
        error !== undefined && 'qd-figures__refused',
      )}
      role="row"
      id={id}
    >
      <th scope="row" class="govuk-table__header qd-figures__label" role="rowheader">
        {row.href === undefined ? row.label : <Link href={row.href}>{row.label}</Link>}
        {note !== undefined && <span class="qd-note qd-figures__note">{note}</span>}
        {error !== undefined && <RefusedFigure id={id}>{error}</RefusedFigure>}
      </th>
      {headings.map((heading, index) => (
        <td
          class="govuk-table__cell govuk-table__cell--numeric qd-figures__cell"
          role="cell"
          data-heading={heading}
          aria-describedby={
            error !== undefined && id !== undefined && index === 0 ? `${id}-error` : undefined
          }
        >
          <span class="qd-figure">{cells[index]}</span>
        </td>
      ))}
    </tr>
  );
}

function RefusedFigure({ id, children }: { id: string | undefined; children: Child }) {
  return (
    <span class="govuk-error-message qd-figures__error" id={id && `${id}-error`}>
      <span class="govuk-visually-hidden">Error:</span> {children}
    </span>
  );
}

function formatChange(pence: number): string {
  return pence > 0 ? `+${formatPence(pence)}` : formatPence(pence);
}
