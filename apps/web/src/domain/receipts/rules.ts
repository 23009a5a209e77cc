import { z } from 'zod';

/** A transaction as it stood at a click. */
const frozenTransaction = z.object({
  id: z.string(),
  /** Calendar date. */
  date: z.string(),
  propertyId: z.string(),
  /** The property's name and address then. */
  property: z.string(),
  address: z.string(),
  /** Where it is, in three letters; records of before had no other country. */
  countryCode: z.string().default('GBR'),
  category: z.string(),
  description: z.string(),
  /** The landlord's own. */
  moneyInPence: z.number().int(),
  moneyOutPence: z.number().int(),
  /** Of a jointly owned property: the whole amounts, and the landlord's share of them in hundredths of a per cent. */
  shared: z
    .object({
      wholeInPence: z.number().int(),
      wholeOutPence: z.number().int(),
      shareBasisPoints: z.number().int(),
    })
    .optional(),
});
export type FrozenTransaction = z.infer<typeof frozenTransaction>;

const frozenLedger = z.object({
  from: z.string(),
  to: z.string(),
  /** Whether the figures are the sums of these; else they are what the ledger held of the period beside them. */
  addUp: z.boolean(),
  rows: z.array(frozenTransaction),
});
export type FrozenLedger = z.infer<typeof frozenLedger>;

/** An amount of the year as it stood at a click: of the UK business, of a country, or of a property by our id. */
const frozenAmount = z.object({
  countryCode: z.string().nullable(),
  propertyId: z.string().nullable(),
  amountPence: z.number().int(),
  /** ISO instant. */
  enteredAt: z.string(),
});
export type FrozenAmount = z.infer<typeof frozenAmount>;

/** What HMRC had from other software, by its calendar dates, and the words that were ticked. */
const frozenReplaced = z.object({
  periodStartDate: z.string(),
  periodEndDate: z.string(),
  wording: z.string(),
});
export type FrozenReplaced = z.infer<typeof frozenReplaced>;

const attemptName = z.object({ id: z.string(), number: z.number().int() });
const status = z.enum(['processing', 'submitted', 'failed', 'rejected']);

/** One request that carried figures to HMRC, and what is known of it. */
const request = z.object({
  id: z.string(),
  /** ISO instants. */
  sentAt: z.string(),
  answeredAt: z.string().nullable(),
  /** The exact text; empty where HMRC takes none. */
  body: z.string(),
  settledBy: z.enum(['answer', 'not-sent', 'hmrc-copy', 'sent-again']).nullable(),
  httpStatus: z.number().nullable(),
  codes: z.array(z.string()).nullable().catch(null),
  correlationId: z.string().nullable(),
  /** What reading HMRC's own copy told of it, where that was done. */
  readBack: z.enum(['found', 'not-found']).nullable(),
});
export type SentRequest = z.infer<typeof request>;

const common = { format: z.string(), chain: z.string(), sequence: z.number(), at: z.string() };

const placed = z.object({
  ...common,
  kind: z.literal('attempt-placed'),
  attempt: attemptName,
  by: z.object({ email: z.string(), name: z.string() }),
  environment: z.string().nullable(),
  figures: z.unknown(),
  replaced: frozenReplaced.nullable().default(null),
  transactions: frozenLedger,
  broughtForward: z.array(frozenAmount).default([]),
  rentARoom: z.array(frozenAmount).default([]),
});

const ended = z.object({
  ...common,
  kind: z.literal('attempt-ended'),
  attempt: attemptName.extend({ placedAt: z.string() }),
  status,
  outcome: z.unknown(),
  correlationId: z.string().nullable(),
  requests: z.array(request),
});

const corrected = z.object({
  ...common,
  kind: z.literal('attempt-corrected'),
  attempt: attemptName,
  from: status,
  status,
  outcome: z.unknown(),
});

const lateAnswer = z.object({
  ...common,
  kind: z.literal('answer-after-end'),
  attempt: attemptName,
  request,
});

/** The landlord's word that a business is final, given for adjustments that HMRC took. */
const finalised = z.object({
  ...common,
  kind: z.literal('business-finalised'),
  attempt: attemptName,
  by: z.object({ email: z.string(), name: z.string() }),
  finalised: z.object({
    businessId: z.string(),
    taxYear: z.string(),
    calculationId: z.string(),
    confirmedBy: z.string(),
    wording: z.string(),
  }),
});

const record = z.discriminatedUnion('kind', [placed, ended, corrected, lateAnswer, finalised]);
export type EvidenceRecord = z.infer<typeof record>;

/** Reads the text of a record; null where it was changed into something that is none. */
export function readRecord(text: string): EvidenceRecord | null {
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
