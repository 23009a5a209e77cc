import { type CalculatedTax, type CalculationView } from '../../domain/calculations/index.ts';
import { type CarriedForward as CarriedForwardCosts, type LossYear } from '../../domain/submissions/index.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { FinanceCostsCarried } from '../finance-costs/carried-forward.tsx';
import { taxPath } from '../calculations/paths.ts';
import { businessName } from '../years/words.ts';

interface CarriedForwardProps {
  year: LossYear;
  latest: CalculationView | null;
  carried: CarriedForwardCosts | null;
}

/** What goes on into the next tax year, by HMRC's newest calculation; nothing of it is worked out here. */
export function CarriedForward({ year, latest, carried }: CarriedForwardProps) {
  const tax = latest?.figures?.tax;
  return (
    <>
      <h2 class="govuk-heading-m">Carried forward into the next year</h2>
      {tax && latest.finishedAt ? (
        <>
          <p class="govuk-body">
            By HMRC’s calculation of {formatInstant(latest.finishedAt.toISOString())}.
            {!year.isOver && ' The year is not over, so this can still change.'}
          </p>
          <SummaryList rows={[...lossRows(tax, year), ...(carried ? [] : financeRows(tax))]} />
        </>
      ) : (
        <p class="govuk-body">
          HMRC’s tax calculation tells. <Link href={taxPath(year.taxYear)}>Ask for one</Link>
        </p>
      )}
      {carried && <FinanceCostsCarried carried={carried} />}
    </>
  );
}

function lossRows({ sources }: CalculatedTax, year: LossYear) {
  return sources.flatMap((source) => {
    const name = businessName(source.incomeSourceType);
    const made = source.adjustedIncomeTaxLossPence ?? 0;
    const used = source.broughtForwardIncomeTaxLossesUsedPence ?? 0;
    const carried = source.totalIncomeTaxLossesCarriedForwardPence;
    return [
      ...(carried === undefined
        ? []
        : [{ key: `${name}: losses carried forward`, value: formatPence(carried) }]),
      ...(made === 0 ? [] : [{ key: `${name}: loss of this year`, value: formatPence(made) }]),
      ...(used === 0 ? [] : [{ key: `${name}: earlier losses used this year`, value: formatPence(used) }]),
      ...(carried === undefined && year.isTogether
        ? [
            {
              key: `${name}: losses carried forward`,
              value: 'HMRC’s calculation does not say this from 2026-27 on',
            },
          ]
        : []),
    ];
  });
}

function financeRows({ financeCostsCarriedForward }: CalculatedTax) {
  if (financeCostsCarriedForward.length === 0) {
    return [{ key: 'Residential finance costs carried forward', value: 'None' }];
  }
  return financeCostsCarriedForward.map(({ countryCode, pence }) => ({
    key: `Residential finance costs carried forward${countryCode === null ? '' : `, ${countryCode}`}`,
    value: formatPence(pence),
  }));
}
