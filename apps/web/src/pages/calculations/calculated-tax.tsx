import {
  type CalculatedSource,
  type CalculatedTax,
  type CalculationFigures,
  type CalculationMessage,
} from '../../domain/calculations/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Table } from '../../ui/components/table.tsx';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { TaxPicture } from '../../ui/tax-picture.tsx';
import { bandName, sourceName } from './words.ts';

interface CalculatedTaxProps {
  figures: CalculationFigures;
  /** What it was made for, as HMRC says. */
  type: string;
  /** Whether its tax year is over, so that nothing of it goes on. */
  isOver?: boolean;
  /** Left out where it stands beside other calculations, or is to be kept: it says nothing that the tables don't. */
  withPicture?: boolean;
}

/** A calculation in full: the answer, the picture, the tables, HMRC's messages. All figures are HMRC's own. */
export function CalculatedTaxParts({
  figures,
  type,
  isOver = false,
  withPicture = true,
}: CalculatedTaxProps) {
  const { tax } = figures;
  return (
    <>
      {tax && <Answer tax={tax} type={type} isOver={isOver} />}
      {tax && <Disclaimer figures={figures} type={type} />}
      {!tax && figures.errors.length === 0 && (
        <p class="govuk-body">HMRC gives no figures with this calculation.</p>
      )}
      <Messages heading="Why HMRC could not calculate" messages={figures.errors} />
      <Messages heading="HMRC warns of this" messages={figures.warnings} />
      {tax && withPicture && <Picture tax={tax} />}
      {tax?.sources.map((source) => (
        <SourceTable source={source} />
      ))}
      {tax && <HowTaxed tax={tax} />}
      {tax && <FromTaxToDue tax={tax} />}
      <Messages heading="What HMRC adds" messages={figures.info} />
    </>
  );
}

function Answer({ tax, type, isOver }: { tax: CalculatedTax; type: string; isOver: boolean }) {
  const { duePence, wholeYearPence, previousDuePence } = tax;
  return (
    <>
      <p class="govuk-body-l">
        {duePence < 0 ? 'HMRC owes you ' : 'Income tax and National Insurance due: '}
        <strong class="qd-figure">{formatPence(Math.abs(duePence))}</strong>
      </p>
      {type === 'in-year' && !isOver && wholeYearPence !== null && (
        <p class="govuk-body">
          If the rest of the year goes on in the same way, HMRC reckons with{' '}
          <span class="qd-figure">{formatPence(wholeYearPence)}</span> for the whole year.
        </p>
      )}
      {previousDuePence !== null && (
        <p class="govuk-body">
          Before this amendment it was <span class="qd-figure">{formatPence(previousDuePence)}</span>.
        </p>
      )}
    </>
  );
}

function Disclaimer({ figures, type }: { figures: CalculationFigures; type: string }) {
  const until = formatDate(figures.periodTo);
  return (
    <InsetText>
      {type === 'in-year'
        ? `This is an estimate by HMRC, not a bill. It rests only on what HMRC has received about your income and costs up to ${until}. Income that HMRC does not know of yet is not in it, and it changes as more arrives.`
        : `HMRC worked this out from what it has received about your income and costs for the year to ${until}. If there is more, or if something sent is wrong, the figure is wrong too. It can still change after the declaration.`}
    </InsetText>
  );
}

function Messages({ heading, messages }: { heading: string; messages: readonly CalculationMessage[] }) {
  if (messages.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{heading}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {messages.map((message) => (
          <li>{message.text}</li>
        ))}
      </ul>
    </>
  );
}

const bandLooks = ['low', 'middle', 'high'] as const;

function Picture({ tax }: { tax: CalculatedTax }) {
  const row = (label: string, pence: number, look: 'income' | 'tax') => ({
    label,
    amountPence: pence,
    parts: [{ label, pence: Math.max(pence, 0), look }],
  });
  return (
    <TaxPicture
      id="picture"
      title="From income to tax"
      rows={[
        ...tax.sources.map((source) =>
          row(`${sourceName(source)}: income`, source.totalIncomePence ?? 0, 'income'),
        ),
        row('Profit and other income', tax.incomePence, 'income'),
        {
          label: 'Of that, taxed',
          amountPence: tax.taxablePence,
          parts: [
            { label: 'Not taxed', pence: Math.max(tax.allowancesPence, 0), look: 'free' },
            ...tax.bands.map((band, index) => ({
              label: `Taxed at ${band.rate}%`,
              pence: Math.max(band.incomePence, 0),
              look: bandLooks[Math.min(index, bandLooks.length - 1)] ?? 'high',
            })),
          ],
        },
        row(tax.duePence < 0 ? 'HMRC owes you' : 'Tax due', tax.duePence, 'tax'),
      ]}
    />
  );
}

function SourceTable({ source }: { source: CalculatedSource }) {
  const id = source.incomeSourceId;
  const usedLosses = minus(source.broughtForwardIncomeTaxLossesUsedPence);
  const lines: [string, number | undefined][] = [
    ['Income', source.totalIncomePence],
    ['Expenses', minus(source.totalExpensesPence)],
    ['Profit before adjustments', source.netProfitPence],
    ['Loss before adjustments', minus(source.netLossPence)],
    ['Added by adjustments', source.totalAdditionsPence],
    ['Allowances and deductions', minus(source.totalDeductionsPence)],
    ['Accounting adjustments', source.accountingAdjustmentsPence],
    // Said once: where no loss is used it is the total.
    ['Taxable profit', usedLosses === undefined ? undefined : source.taxableProfitPence],
    ['Losses of earlier years used', usedLosses],
  ];
  const isLoss = !source.taxableProfitPence && (source.adjustedIncomeTaxLossPence ?? 0) > 0;
  // Beside a loss HMRC gives what is left of a profit as nought.
  const total = isLoss
    ? minus(source.adjustedIncomeTaxLossPence)
    : (source.taxableProfitAfterIncomeTaxLossesDeductionPence ?? source.taxableProfitPence);
  return (
    <FiguresTable
      caption={`${sourceName(source)} (${id})`}
      rows={[
        ...lines.flatMap(([label, amountPence], index) =>
          amountPence === undefined || (amountPence === 0 && label !== 'Income')
            ? []
            : [{ id: `${id}-${index}`, label, amountPence }],
        ),
        ...(total === undefined
          ? []
          : [
              {
                id: `${id}-total`,
                label: isLoss ? 'Loss' : 'Counts as income',
                amountPence: total,
                isTotal: true,
              },
            ]),
      ]}
    />
  );
}

const minus = (pence: number | undefined) => (pence === undefined ? undefined : 0 - pence);

function HowTaxed({ tax }: { tax: CalculatedTax }) {
  const lines = [
    { id: 'income', label: 'Income from all sources', amountPence: tax.incomePence },
    { id: 'allowances', label: allowanceLabel(tax), amountPence: 0 - tax.allowancesPence },
    { id: 'taxable', label: 'Taxable income', amountPence: tax.taxablePence, isTotal: true },
  ];
  return (
    <>
      <FiguresTable caption="From income to taxable income" rows={lines} />
      {tax.bands.length > 0 && (
        <Table
          caption="Tax by band"
          captionClasses="govuk-table__caption--m"
          stacked
          firstCellIsHeader
          head={['Band', numeric('Rate'), numeric('Taxed'), numeric('Tax')]}
          rows={tax.bands.map((band) => [
            bandName(band.name),
            numeric(`${band.rate}%`),
            numeric(formatPence(band.incomePence)),
            numeric(formatPence(band.taxPence)),
          ])}
        />
      )}
    </>
  );
}

const numeric = (text: string) => ({ text, format: 'numeric' as const });

function allowanceLabel({ personalAllowancePence, lossesAgainstIncomePence }: CalculatedTax): string {
  const whole =
    personalAllowancePence === null
      ? 'Allowances used'
      : `Allowances used (personal allowance ${formatPence(personalAllowancePence)})`;
  return lossesAgainstIncomePence > 0
    ? `${whole}, and losses set against income (${formatPence(lossesAgainstIncomePence)})`
    : whole;
}

function FromTaxToDue({ tax }: { tax: CalculatedTax }) {
  const { financeCostRelief: costs, gaps } = tax;
  const lines: [string, number][] = [
    [`Relief for residential finance costs, ${costs?.ratePercent ?? 20}%`, 0 - (costs?.pence ?? 0)],
    ['Relief for foreign tax', 0 - tax.foreignTaxCreditPence],
    ['National Insurance', tax.nationalInsurancePence],
    ['Tax taken off already', 0 - tax.deductedPence],
  ];
  return (
    <>
      <FiguresTable
        caption="From tax to what is due"
        rows={[
          { id: 'charged', label: 'Income tax on these bands', amountPence: tax.chargedPence },
          ...lines
            .filter(([, amountPence]) => amountPence !== 0)
            .map(([label, amountPence], index) => ({ id: `due-${index}`, label, amountPence })),
          {
            id: 'due',
            label: tax.duePence < 0 ? 'HMRC owes you' : 'Due',
            amountPence: tax.duePence,
            isTotal: true,
          },
        ]}
      />
      {gaps.length > 0 && (
        <p class="govuk-body">
          HMRC’s {gaps.join(', ')} holds more than the lines shown here. The totals are HMRC’s own; its online
          account shows every line.
        </p>
      )}
    </>
  );
}
