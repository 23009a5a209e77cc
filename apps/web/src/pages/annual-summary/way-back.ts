import { type BusinessYear } from '../../domain/submissions/index.ts';
import { declarationPath } from '../final-declaration/paths.ts';
import { annualPath, reviewPathOf } from './words.ts';

/** The pages that ask a landlord to say how accounts are kept, and to which they go back once they have. */
const waysBack = {
  'annual-summary': { path: annualPath, text: 'Annual summary' },
  review: { path: reviewPathOf, text: 'Review your annual summary' },
  declaration: { path: ({ taxYear }: BusinessYear) => declarationPath(taxYear), text: 'Final declaration' },
} as const;

/** Which of them a landlord came from. */
export type CameFrom = keyof typeof waysBack;

const isKnown = (word: string): word is CameFrom => Object.hasOwn(waysBack, word);

/** Reads what an address or a form says of it. It is one of our words and never an address: whatever else it is leads to the annual summary. */
export const readCameFrom = (word: string): CameFrom => (isKnown(word) ? word : 'annual-summary');

/** Where the way back leads, and what it is called. */
export const wayBack = (from: CameFrom, of: BusinessYear): { href: string; text: string } => ({
  href: waysBack[from].path(of),
  text: waysBack[from].text,
});

/** Where a landlord says how accounts are kept, with the way back to where they come from. */
export const accountingTypePath = (of: BusinessYear, from: CameFrom = 'annual-summary'): string =>
  `${annualPath(of)}/accounting-type${from === 'annual-summary' ? '' : `?from=${from}`}`;
