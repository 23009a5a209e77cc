import { type LossFigures, type TogetherField } from '../../domain/submissions/index.ts';

/** Where the losses of a tax year are. */
export const lossesPath = (taxYear: string): string => `/years/${taxYear}/losses`;

/** Where one change is entered. */
export function changePath(
  of: { taxYear: string; businessId: string },
  change: LossFigures['change'],
  id?: string,
): string {
  const query = new URLSearchParams({ change, ...(id === undefined ? {} : { id }) });
  return `${lossesPath(of.taxYear)}/${encodeURIComponent(of.businessId)}?${query.toString()}`;
}

const lossTypeWords: Partial<Record<string, string>> = {
  'uk-property': 'UK property',
  'uk-property-fhl': 'UK furnished holiday lettings',
  'foreign-property': 'Foreign property',
  'foreign-property-fhl-eea': 'Furnished holiday lettings in the European Economic Area',
};
export const lossTypeText = (type: string): string => lossTypeWords[type] ?? type.replaceAll('-', ' ');

const claimTypeWords: Partial<Record<string, string>> = {
  'carry-sideways': 'Set this year’s loss against your other income of the year',
  'carry-sideways-fhl':
    'Set this year’s loss of furnished holiday lettings against other income of the same kind',
  'carry-forward-to-carry-sideways':
    'Set a loss that was carried forward against your other income of this year',
};
export const claimTypeText = (type: string): string => claimTypeWords[type] ?? type.replaceAll('-', ' ');

export const togetherLabels = {
  broughtForward: 'Losses brought forward into this year',
  sideways: 'This year’s loss set against your other income of the year',
  forwardCurrent: 'This year’s loss carried forward',
  forwardPrevious: 'Losses of earlier years carried forward',
} as const satisfies Record<TogetherField, string>;

const fieldLabels: Partial<Record<string, string>> = {
  ...togetherLabels,
  amount: 'Amount of the loss',
  yearOfLoss: 'Tax year the loss was made in',
  typeOfLoss: 'What the loss is of',
  typeOfClaim: 'Claim',
};

/** A field of the form within a sentence; null where there is no such field. */
export const fieldLabel = (field: string): string | null => fieldLabels[field] ?? null;

/** What a change does, as a heading. */
export const changeWords = {
  'add-loss': 'Add a loss brought forward',
  'amend-loss': 'Change a loss brought forward',
  'delete-loss': 'Delete a loss brought forward',
  'add-claim': 'Claim a loss',
  'delete-claim': 'Withdraw a claim',
  put: 'Losses and claims',
  'delete-all': 'Delete losses and claims',
} as const satisfies Record<LossFigures['change'], string>;
