import { type CalculationView } from '../../domain/calculations/index.ts';

/** What each kind of calculation is called. */
export const typeWords = {
  'in-year': 'Estimate',
  'intent-to-finalise': 'Figures for the final declaration',
  'intent-to-amend': 'Figures for an amendment',
} as const satisfies Record<CalculationView['type'], string>;

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
