import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import type { WireAnswerSeen } from '../hmrc/check-answer.ts';

const most = 700;

/** What is needed to see a fault: what was asked, what was answered, what is wrong with it. */
export function evidence(
  what: string,
  { method, url, body }: WireRequest,
  { status, text }: WireAnswerSeen,
  faults: readonly string[],
): string {
  return [
    faults.slice(0, 3).join('; '),
    `  asked (${what}): ${method} ${decodeURIComponent(url.pathname)}${url.search} ${shorten(body ?? '')}`,
    `  answered: ${status} ${shorten(text)}`,
  ].join('\n');
}

function shorten(text: string): string {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
