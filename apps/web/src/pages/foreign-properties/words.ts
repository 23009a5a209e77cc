import { type ReasonToEnd } from '../../domain/submissions/index.ts';

/** Why a property has ended, as the pages say it. */
export const reasonLabels = {
  'no-longer-renting-property-out': 'I no longer let it',
  disposal: 'I sold it or gave it away',
  'added-in-error': 'It was registered by mistake',
} as const satisfies Record<ReasonToEnd, string>;

const reasons: Partial<Record<string, string>> = {
  'no-longer-renting-property-out': 'no longer let',
  disposal: 'sold or given away',
  'added-in-error': 'registered by mistake',
  cessation: 'the business ended',
};

/** A reason within a sentence; HMRC may have words of its own. */
export const reasonWords = (reason: string): string => reasons[reason] ?? reason.replaceAll('-', ' ');
