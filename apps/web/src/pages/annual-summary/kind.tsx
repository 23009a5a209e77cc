import { type HmrcMessage, readAnnualFigures } from '../../domain/submissions/index.ts';
import { type KindWords } from '../submissions/kind-words.ts';
import { AnnualFiguresTables, rowOfField } from './figures.tsx';
import { fieldLabel, reviewPathOf } from './words.ts';

const isShown = ({ field }: HmrcMessage): boolean => field !== null && fieldLabel(field) !== null;

/** Annual summaries: a year's adjustments and allowances. */
export const annualSummaryKind: KindWords = {
  kind: 'annual-summary',
  noun: 'annual summary',
  caption: () => 'Annual summary',
  heading: ({ taxYear }) => `UK property, ${taxYear}`,
  back: { href: '/updates', text: 'Updates' },
  figures: ({ latest }, messages) => (
    <AnnualFiguresTables figures={readAnnualFigures(latest.figures)} messages={messages} />
  ),
  generalMessages: (messages) => messages.filter((message) => !isShown(message)),
  errors: (messages) =>
    messages.map((message) => {
      const label = fieldLabel(message.field ?? '');
      return label === null
        ? { text: message.message, href: '#hmrc-messages' }
        : { text: `${label}: ${message.message}`, href: `#${rowOfField(message.field ?? '')}` };
    }),
  resubmitPath: reviewPathOf,
  correct: (
    <p class="govuk-body">
      Choose “Resubmit” to see your answers again. From there you can change them before anything is sent.
    </p>
  ),
};
