import { amountsOf, type HmrcMessage, type UpdateFigures } from '../../domain/submissions/index.ts';
import { categories, type CategoryKind } from '../../domain/records/index.ts';
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
  /** Goes before the rows' ids, where a page holds the figures of several updates. */
  idPrefix?: string | undefined;
}

const parts = [
  { kind: 'income', caption: 'Income, year to date', total: 'Total income' },
  { kind: 'expense', caption: 'Expenses, year to date', total: 'Total expenses' },
  { kind: 'tax', caption: 'Tax taken off, year to date', total: null },
] as const satisfies readonly { kind: CategoryKind; caption: string; total: string | null }[];

/** The figures of an update under HMRC's categories; those that are nought and always were are left out. */
export function UpdateFiguresTables(props: UpdateFiguresProps) {
  const { figures, previous, messages = [], idPrefix } = props;
  const idOf = (name: string) => (idPrefix === undefined ? name : `${idPrefix}-${name}`);
  const now = amountsOf(figures);
  const before = previous ? amountsOf(previous) : new Map<string, number>();

  return (
    <>
      {parts.map(({ kind, caption, total }) => {
        const rows = categories
          .filter((category) => category.kind === kind)
          .map(({ key, label }) => ({
            id: idOf(key),
            label,
            amountPence: now.get(`${key}Pence`) ?? 0,
            previousPence: previous ? (before.get(`${key}Pence`) ?? 0) : undefined,
            href: props.leadsToRecords
              ? ledgerPath({ category: key, from: figures.fromDate, to: figures.toDate })
              : undefined,
            error: errorOf(messages, key),
          }))
          .filter(
            (row) => row.amountPence !== 0 || (row.previousPence ?? 0) !== 0 || row.error !== undefined,
          );
        if (rows.length === 0) return kind === 'tax' ? null : <NothingOf caption={caption} />;
        const sums = {
          amountPence: rows.reduce((sum, row) => sum + row.amountPence, 0),
          previousPence: previous ? rows.reduce((sum, row) => sum + (row.previousPence ?? 0), 0) : undefined,
        };
        return (
          <FiguresTable
            caption={caption}
            rows={
              total === null
                ? rows
                : [...rows, { id: idOf(`total-${kind}`), label: total, ...sums, isTotal: true }]
            }
            previousHeading={props.previousHeading ?? 'Last update'}
          />
        );
      })}
    </>
  );
}

function NothingOf({ caption }: { caption: string }) {
  return (
    <>
      <h2 class="govuk-heading-m">{caption}</h2>
      <p class="govuk-body">None recorded.</p>
    </>
  );
}

function errorOf(messages: readonly HmrcMessage[], field: string): string | undefined {
  const own = messages.filter((message) => message.field === field);
  return own.length === 0 ? undefined : own.map((message) => `HMRC says: ${message.message}`).join(' ');
}

/** Messages that name no figure of the tables. */
export function generalMessages(messages: readonly HmrcMessage[]): HmrcMessage[] {
  const shown = new Set<string | null>(categories.map((category) => category.key));
  return messages.filter((message) => !shown.has(message.field));
}

/** What an error summary says of HMRC's messages, each leading to its figure. */
export function errorsOf(messages: readonly HmrcMessage[]): { text: string; href: string }[] {
  return messages.map((message) => {
    const category = categories.find((each) => each.key === message.field);
    return category
      ? { text: `${category.label}: ${message.message}`, href: `#${category.key}` }
      : { text: message.message, href: '#hmrc-messages' };
  });
}
