import type { ServedYears } from '../../operation.ts';

/** Years whose summaries have the tax year in their path. */
export const summaryYears: ServedYears = {
  from: '2023-24',
  otherwise:
    'HMRC keeps summaries of earlier years under no tax year, and this client does not reach them; listBsas lists them.',
};
