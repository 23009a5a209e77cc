import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import { type Asked, type Held } from '../flow.ts';

/** What differs between the annual summaries of one type of business and of another. */
export interface BusinessAnnual<Figures> {
  /** The exact text that is sent. */
  body(figures: Figures, of: { businessId: string; taxYear: string }): string;
  send(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<unknown>>;
  /** Asks for HMRC's own copy and says whether it is what was sent. */
  readCopy(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<boolean>>;
  /** For years that have holiday lets apart: asks for HMRC's copy, and says how it is changed with those left as they are. */
  held(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<Held>>;
}
