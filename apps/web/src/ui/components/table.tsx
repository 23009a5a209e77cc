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
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A table. Wide ones belong into a `ScrollRegion`. */
export function Table(props: TableProps) {
  return (
    <table class={classNames('govuk-table', props.classes)} {...safeAttributes(props.attributes)}>
      <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <HeadCell {...cellOf(cell)} />
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map((row) => (
          <tr class="govuk-table__row">
            {row.map((cell, index) =>
              index === 0 && props.firstCellIsHeader ? (
                <RowHeader {...cellOf(cell)} />
              ) : (
                <BodyCell {...cellOf(cell)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeadCell({ text, format, classes, colspan, rowspan, attributes }: TableCell) {
  return (
    <th
      scope="col"
      class={classNames('govuk-table__header', format && `govuk-table__header--${format}`, classes)}
      colspan={colspan}
      rowspan={rowspan}
      {...safeAttributes(attributes)}
    >
      {text}
    </th>
  );
}

function RowHeader({ text, classes, colspan, rowspan, attributes }: TableCell) {
  return (
    <th
      scope="row"
      class={classNames('govuk-table__header', classes)}
      colspan={colspan}
      rowspan={rowspan}
      {...safeAttributes(attributes)}
    >
      {text}
    </th>
  );
}

function BodyCell({ text, format, classes, colspan, rowspan, attributes }: TableCell) {
  return (
    <td
      class={classNames('govuk-table__cell', format && `govuk-table__cell--${format}`, classes)}
      colspan={colspan}
      rowspan={rowspan}
      {...safeAttributes(attributes)}
    >
      {text}
    </td>
  );
}

function cellOf(cell: string | TableCell): TableCell {
  return typeof cell === 'string' ? { text: cell } : cell;
}
