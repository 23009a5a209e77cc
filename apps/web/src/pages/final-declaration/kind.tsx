import { readFigures } from '../../domain/calculations/index.ts';
import {
  calculationFor,
  type DeclarationFigures,
  readDeclarationFigures,
  type SubmissionView,
} from '../../domain/submissions/index.ts';
import { FiguresTable } from '../../ui/figures-table.tsx';
import { formatInstant } from '../../ui/format.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { CalculatedTaxParts } from '../calculations/calculated-tax.tsx';
import { type KindWords } from '../submissions/kind-words.ts';
import { declarationPath } from './paths.ts';

const isAmendment = ({ latest }: SubmissionView) =>
  readDeclarationFigures(latest.figures).calculationType === 'confirm-amendment';

/** Final declarations and their amendments: an agreement to one calculation. */
export const finalDeclarationKind: KindWords = {
  kind: 'final-declaration',
  noun: 'final declaration',
  caption: (submission) => (isAmendment(submission) ? 'Amended final declaration' : 'Final declaration'),
  heading: ({ taxYear }) => `Tax year ${taxYear}`,
  back: { href: '/updates', text: 'Quarterly updates' },
  figures: (submission) => <Agreement submission={submission} />,
  // HMRC's refusals are about the calculation or the year: none has a figure of ours to stand beside.
  generalMessages: (messages) => [...messages],
  errors: (messages) => messages.map(({ message }) => ({ text: message, href: '#hmrc-messages' })),
  // Never the same again: new figures, and a new agreement.
  resubmitPath: ({ taxYear }) => declarationPath(taxYear),
  correct: null,
  files: ({ latest }) => {
    const { answer } = readDeclarationFigures(latest.figures);
    return answer === undefined ? {} : { 'calculation.json': `${JSON.stringify(answer, null, 2)}\n` };
  },
};

/** HMRC's calculation as it stood beside the words: whole, or its totals where it was declared before the whole was kept. */
function AgreedFigures({ totals, answer, calculationType }: DeclarationFigures) {
  if (answer !== undefined) {
    return (
      <>
        <h2 class="govuk-heading-m">The figures you agreed to</h2>
        <CalculatedTaxParts
          figures={readFigures(answer)}
          type={calculationFor[calculationType]}
          withPicture={false}
        />
      </>
    );
  }
  return (
    <FiguresTable
      caption="The figures you agreed to"
      rows={[
        { id: 'income', label: 'Income from all sources', amountPence: totals.incomePence },
        { id: 'allowances', label: 'Allowances used', amountPence: 0 - totals.allowancesPence },
        { id: 'taxable', label: 'Taxable income', amountPence: totals.taxablePence },
        { id: 'charged', label: 'Income tax', amountPence: totals.chargedPence },
        ...[
          { id: 'reliefs', label: 'Reliefs', amountPence: 0 - totals.reliefsPence },
          { id: 'nics', label: 'National Insurance', amountPence: totals.nationalInsurancePence },
          { id: 'deducted', label: 'Tax taken off already', amountPence: 0 - totals.deductedPence },
        ].filter((row) => row.amountPence !== 0),
        { id: 'due', label: 'Due', amountPence: totals.duePence, isTotal: true },
      ]}
    />
  );
}

function Agreement({ submission }: { submission: SubmissionView }) {
  const figures = readDeclarationFigures(submission.latest.figures);
  const { agreedBy, agreedAt, wording, calculationId, otherIncome } = figures;
  return (
    <>
      <AgreedFigures {...figures} />
      <h2 class="govuk-heading-m">What you agreed to</h2>
      {wording.map((paragraph) => (
        <p class="govuk-body">{paragraph}</p>
      ))}
      <SummaryList
        rows={[
          { key: 'Agreed by', value: agreedBy },
          { key: 'Agreed on', value: formatInstant(agreedAt) },
          {
            key: 'Other income',
            value:
              otherIncome === 'none'
                ? 'You said that there is none'
                : 'You said that HMRC has it from elsewhere',
          },
          {
            key: 'HMRC’s number of the calculation',
            value: { text: calculationId, classes: 'qd-reference' },
          },
        ]}
      />
    </>
  );
}
