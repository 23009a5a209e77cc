import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import { type Asked } from '../flow.ts';

/** What differs between the quarterly updates of one type of business and of another. */
export interface BusinessUpdate<Figures> {
  /** The exact text that is sent. */
  body(figures: Figures, taxYear: string): string;
  send(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<unknown>>;
  /** Asks for HMRC's own copy and says whether it is what was sent. */
  readCopy(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<boolean>>;
}
