import { type HmrcFailure } from '@quarterday/hmrc-client';

import { type Work } from './work.ts';

/** What an attempt keeps of a refusal: HMRC's messages, each with the figure of ours that it names. */
export function endOf({ flow, attempt }: Work, failure: HmrcFailure) {
  return {
    code: failure.meaning.code,
    sentence: failure.meaning.sentence,
    owner: failure.meaning.owner,
    correlationId: failure.correlationId,
    messages: failure.errors.flatMap((error) => {
      const paths = error.paths.length > 0 ? error.paths : [''];
      return paths.map((path) => ({
        code: error.code,
        message: error.message,
        field: flow.fieldOf(path, attempt.figures),
      }));
    }),
  };
}
