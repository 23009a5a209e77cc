import {
  type AnnualFigures,
  answersKey,
  type HmrcMessage,
  isForeignAnnual,
  readAnnualFigures,
  splitField,
  type SubmissionView,
} from '../../domain/submissions/index.ts';
import { placeName } from '../submissions/figures.tsx';
import { type KindWords } from '../submissions/kind-words.ts';
import { AnnualFiguresTables, rowOfField } from './figures.tsx';
import { fieldLabel, reviewPathOf } from './words.ts';

const isShown = ({ field }: HmrcMessage): boolean => field !== null && fieldLabel(field) !== null;

const figuresOf = ({ latest }: SubmissionView): AnnualFigures => readAnnualFigures(latest.figures);

/** Goes before what a message names: the place abroad it is of. */
function placeWords(field: string, figures: AnnualFigures): string {
  const { key } = splitField(field);
  const place = isForeignAnnual(figures)
    ? figures.places.find((each) => answersKey(each) === key)
    : undefined;
  return place ? `${placeName(place)}, ` : '';
}

/** Annual summaries: a year's adjustments and allowances. */
export const annualSummaryKind: KindWords = {
  kind: 'annual-summary',
  noun: 'annual summary',
  caption: () => 'Annual summary',
  heading: (submission) =>
    `${isForeignAnnual(figuresOf(submission)) ? 'Foreign' : 'UK'} property, ${submission.taxYear}`,
  back: { href: '/updates', text: 'Updates' },
  figures: (submission, messages) => (
    <AnnualFiguresTables figures={figuresOf(submission)} messages={messages} />
  ),
  generalMessages: (messages) => messages.filter((message) => !isShown(message)),
  errors: (messages, submission) =>
    messages.map(({ field, message }) => {
      const label = fieldLabel(field ?? '');
      if (field === null || label === null) return { text: message, href: '#hmrc-messages' };
      const where = placeWords(field, figuresOf(submission));
      return { text: `${where}${label}: ${message}`, href: `#${rowOfField(field)}` };
    }),
  resubmitPath: reviewPathOf,
  correct: (
    <p class="govuk-body">
      Choose “Resubmit” to see your answers again. From there you can change them before anything is sent.
    </p>
  ),
};
