import { findCategory } from '../../domain/records/index.ts';
import {
  type AdjustableSummary,
  adjustmentField,
  type AdjustmentEntry,
  type FinaliseView,
  type HmrcMessage,
  type PropertyType,
  summaryFields,
} from '../../domain/submissions/index.ts';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { ledgerPath } from '../records/index.ts';
import { figureLabel, totalLabels } from './words.ts';

const parts = [
  { part: 'income', caption: 'Income of the year' },
  { part: 'expenses', caption: 'Expenses of the year' },
] as const;

/** HMRC's figures beside those of the ledger, to the penny. */
export function SummaryBesideRecords({ view }: { view: FinaliseView }) {
  const { summary, records, typeOfBusiness } = view;
  const [at] = summary?.submitted.places ?? [];
  if (!summary || !at) return null;
  const rows = summaryFields(typeOfBusiness)
    .map(({ name, part, category }) => ({
      part,
      id: name,
      label: figureLabel(typeOfBusiness, name) ?? name,
      amountPence: at.amounts[name] ?? 0,
      previousPence: records?.amounts[name],
      href:
        records && category !== null
          ? ledgerPath({ category: findCategory(category)?.key, from: records.from, to: records.to })
          : undefined,
    }))
    .filter(({ amountPence, previousPence }) => amountPence !== 0 || (previousPence ?? 0) !== 0);
  return (
    <>
      {parts.map(({ part, caption }) => {
        const own = rows.filter((row) => row.part === part);
        return own.length === 0 ? (
          <>
            <h2 class="govuk-heading-m">{caption}</h2>
            <p class="govuk-body">None.</p>
          </>
        ) : (
          <FiguresTable
            caption={caption}
            rows={own}
            amountHeading="HMRC has"
            previousHeading="Your records"
            changeHeading="Difference"
            withoutPrevious="–"
            unchanged="None"
          />
        );
      })}
      <Totals summary={summary} />
    </>
  );
}

/** Whether HMRC and the ledger say the same. */
export function isSameAsRecords({ summary, records }: FinaliseView): boolean {
  const [at] = summary?.submitted.places ?? [];
  return Object.entries(records?.amounts ?? {}).every(([name, own]) => (at?.amounts[name] ?? 0) === own);
}

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
  type: PropertyType;
  entries: readonly AdjustmentEntry[];
  messages?: readonly HmrcMessage[] | undefined;
}

/** Each adjustment with what it is made to, what it leads to, and its reason. */
export function Adjustments({ type, entries, messages = [] }: AdjustmentsProps) {
  if (entries.length === 0) {
    return (
      <>
        <h2 class="govuk-heading-m">Adjustments</h2>
        <p class="govuk-body">None: there is nothing to adjust.</p>
      </>
    );
  }
  return (
    <FiguresTable
      caption="Adjustments"
      rows={entries.map((each) => {
        const id = adjustmentField(each);
        const own = messages.filter(({ field }) => field === id);
        return {
          id,
          label: figureLabel(type, each.field) ?? each.field,
          note: each.reason,
          amountPence: each.beforePence + each.amountPence,
          previousPence: each.beforePence,
          error: own.length === 0 ? undefined : own.map(({ message }) => `HMRC says: ${message}`).join(' '),
        };
      })}
      amountHeading="Afterwards"
      previousHeading="Before"
      changeHeading="Adjustment"
    />
  );
}
