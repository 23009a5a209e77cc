import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface TableCell {
  text: Child;
  /** `numeric` sets figures right-aligned in tabular numerals. */
  format?: 'numeric' | undefined;
  classes?: string | undefined;
  colspan?: number | undefined;
  rowspan?: number | undefined;
  attributes?: Attributes | undefined;
}

interface TableProps {
  /** What the table shows; with `captionClasses: 'govuk-visually-hidden'` only for screen readers. */
  caption: string;
  captionClasses?: string | undefined;
  head?: readonly (string | TableCell)[] | undefined;
  /** A bare string is short for `{ text }`. */
  rows: readonly (readonly (string | TableCell)[])[];
  firstCellIsHeader?: boolean | undefined;
  /** Makes each row a small block on narrow screens, every value beside its column's heading. */
  stacked?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A table. Wide ones are `stacked`, or stand in a `ScrollRegion` where columns are to be compared. */
export function Table(props: TableProps) {
  const { head, rows, stacked = false } = props;
  // The roles are written out because the stacked layout hides a table's own.
  const role = (name: string) => (stacked ? name : undefined);
  return (
    <table
      class={classNames('govuk-table', stacked && 'qd-stack', props.classes)}
      role={role('table')}
      {...safeAttributes(props.attributes)}
    >
      <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      {head && (
        <thead class="govuk-table__head" role={role('rowgroup')}>
          <tr class="govuk-table__row" role={role('row')}>
            {head.map((cell) => (
              <Cell cell={cellOf(cell)} kind="column" stacked={stacked} />
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body" role={role('rowgroup')}>
        {rows.map((row) => (
          <tr class="govuk-table__row" role={role('row')}>
            {row.map((cell, index) => (
              <Cell
                cell={cellOf(cell)}
                kind={index === 0 && props.firstCellIsHeader ? 'row' : 'data'}
                stacked={stacked}
                heading={head?.[index]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  cell: TableCell;
  kind: 'column' | 'row' | 'data';
  stacked: boolean;
  heading?: string | TableCell | undefined;
}

const cellRoles = { column: 'columnheader', row: 'rowheader', data: 'cell' };

function Cell({ cell, kind, stacked, heading }: CellProps) {
  const { text, format, classes, colspan, rowspan, attributes } = cell;
  const block = kind === 'data' ? 'govuk-table__cell' : 'govuk-table__header';
  const shared = {
    class: classNames(block, format && kind !== 'row' && `${block}--${format}`, classes),
    colspan,
    rowspan,
    role: stacked ? cellRoles[kind] : undefined,
    ...safeAttributes(attributes),
  };
  if (kind !== 'data') {
    return (
      <th scope={kind === 'column' ? 'col' : 'row'} {...shared}>
        {text}
      </th>
    );
  }
  return (
    <td {...shared} data-heading={stacked ? headingText(heading) : undefined}>
      {stacked ? <div class="qd-stack__value">{text}</div> : text}
    </td>
  );
}

function headingText(heading: string | TableCell | undefined): string | undefined {
  const text = heading === undefined ? undefined : cellOf(heading).text;
  return typeof text === 'string' ? text : undefined;
}

function cellOf(cell: string | TableCell): TableCell {
  return typeof cell === 'string' ? { text: cell } : cell;
}
