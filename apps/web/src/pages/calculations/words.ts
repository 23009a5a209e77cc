import {
  type CalculationInList,
  type CalculationView,
  type KindAtHmrc,
} from '../../domain/calculations/index.ts';

/** What each kind of calculation is called. */
export const typeWords = {
  'in-year': 'Estimate',
  'intent-to-finalise': 'Figures for the final declaration',
  'intent-to-amend': 'Figures for an amendment',
} as const satisfies Record<CalculationView['type'], string>;

const kindWords: Readonly<Partial<Record<string, string>>> = {
  ...typeWords,
  'final-declaration': 'Figures that were declared',
  'confirm-amendment': 'Figures that were declared as an amendment',
} satisfies Record<KindAtHmrc, string>;

/** What HMRC made a calculation for, or that it was declared; HMRC's own word where that is all there is. */
export const kindName = (kind: string): string => kindWords[kind] ?? kind;

/** What sets a calculation off, by HMRC's words without hyphens and capitals, since HMRC writes them in several ways. */
const triggerWords: Readonly<Partial<Record<string, string>>> = {
  customer: 'You, or an agent for you, with software',
  agent: 'An agent for you',
  hmrc: 'HMRC itself',
  customerrequest: 'You, or an agent for you, with software',
  attended: 'Somebody who asked (“attended”)',
  unattended: 'HMRC itself (“unattended”)',
  unattendedcalculation: 'HMRC itself',
  class2nicevent: 'Class 2 National Insurance that became known',
  cesasareturn: 'A Self Assessment return',
  newlossevent: 'A new loss brought forward',
  updatedlossevent: 'A changed loss brought forward',
  newclaimevent: 'A new claim of a loss',
  updatedclaimevent: 'A changed claim of a loss',
  newannualadjustmentevent: 'A new adjustable summary',
  updatedannualadjustmentevent: 'An adjustment of a summary',
};

/** What set a calculation off; HMRC's own word where that is all there is. */
export const triggerName = (trigger: string): string =>
  triggerWords[trigger.replaceAll('-', '').toLowerCase()] ?? trigger;

/** What came of a calculation in HMRC's list. */
export function outcomeName({ outcome, duePence }: Pick<CalculationInList, 'outcome' | 'duePence'>): string {
  switch (outcome) {
    case 'PROCESSED':
      // HMRC says so of a calculation too whose figures did not pass its checks.
      return duePence === null ? 'Processed; the list has no amount' : 'Calculated';
    case 'ERROR':
      return 'Not calculated: HMRC’s system failed';
    case 'REJECTED':
      return duePence === null
        ? 'Not calculated: HMRC turned the request down'
        : 'HMRC turned the request down';
    case null:
      return duePence === null ? 'HMRC’s list does not say' : 'Calculated';
    default:
      return outcome;
  }
}

export const stateWords = {
  waiting: 'HMRC is calculating',
  ready: 'Done',
  failed: 'Not calculated',
} as const satisfies Record<CalculationView['state'], string>;

const sourceWords: Readonly<Record<string, string>> = {
  'uk-property': 'UK property',
  'foreign-property': 'Foreign property',
  'uk-property-fhl': 'UK furnished holiday lets',
  'foreign-property-fhl-eea': 'Furnished holiday lets in the EEA',
  'self-employment': 'Self-employment',
};

/** A source of income as a heading names it. */
export const sourceName = (source: {
  incomeSourceType: string;
  incomeSourceName?: string | undefined;
}): string => source.incomeSourceName ?? sourceWords[source.incomeSourceType] ?? source.incomeSourceType;

const bandWords: Readonly<Record<string, string>> = {
  'savings-starter-rate': 'Starting rate for savings',
  'zero-rate': 'Zero rate',
  'basic-rate': 'Basic rate',
  'higher-rate': 'Higher rate',
  'additional-rate': 'Additional rate',
};

/** A band as people know it; HMRC's own name where that is all there is. */
export function bandName(name: string): string {
  const words = bandWords[name] ?? name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
