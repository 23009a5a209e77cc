import { type AttemptReceipt, type Receipt, type SentRequest } from '../../domain/receipts/index.ts';
import { formatInstant } from '../../ui/format.ts';

export const receiptPath = (submissionId: string): string => `/submissions/${submissionId}/receipt`;

/** A fingerprint in groups of eight, so that it can be read out and typed in. */
export const grouped = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ');

/** What HMRC answered to a request, or how else it was found out what became of it. */
export function answerWords(request: SentRequest): string {
  const { settledBy, httpStatus, answeredAt, codes, readBack } = request;
  const sentAgain = settledBy === 'sent-again' ? ' Sending the same once more told what became of it.' : '';
  const found = readBack === null ? sentAgain : ` ${copyWords[readBack]}`;
  if (settledBy === 'not-sent') return 'It did not reach HMRC.';
  if (httpStatus === null) {
    if (settledBy !== 'hmrc-copy' && settledBy !== 'sent-again') return 'HMRC’s answer is not known.';
    return `HMRC’s answer was lost.${found === '' ? ' HMRC’s own copy was read instead.' : found}`;
  }
  const when = answeredAt === null ? '' : ` on ${formatInstant(answeredAt)}`;
  const said = codes && codes.length > 0 ? `: ${codes.join(', ')}` : '';
  return `HMRC answered ${httpStatus}${said}${when}.${found}`;
}

const copyWords = {
  found: 'HMRC’s own copy was read: it held exactly this.',
  'not-found': 'HMRC’s own copy was read: it did not hold this.',
} as const;

/** Who clicked, as their account was then. */
export function clickedBy({ by }: AttemptReceipt): string {
  if (by === null) return 'Not recorded at the time';
  return by.name === '' ? by.email : `${by.name} (${by.email})`;
}

const environments: Record<string, string> = {
  production: 'HMRC',
  sandbox: 'HMRC’s sandbox: nothing in it counts for tax',
  simulator: 'A simulator: nothing reached HMRC',
};

/** Where it was sent; null where that was not recorded. */
export const environmentWords = ({ environment }: AttemptReceipt): string | null =>
  environment === null ? null : (environments[environment] ?? environment);

export const recordWords = {
  'attempt-placed': 'what you asked for',
  'attempt-ended': 'what became of it',
  'attempt-corrected': 'a correction of what became of it',
  'answer-after-end': 'an answer that came afterwards',
  'business-finalised': 'your word that the business is final',
} as const;

/** Whether any record of a receipt no longer has the fingerprint that was made of it. */
export const isBroken = ({ attempts }: Receipt): boolean =>
  attempts.some(({ records }) => records.some(({ fits }) => !fits));
