import { z } from 'zod';
import { canShow } from '../clock-years.ts';
import type { QuarterlyTypeChoice } from '../tax-year.ts';

/** A NINO in HMRC's form, without spaces. */
export const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;
/** A business id in HMRC's form. */
export const BUSINESS_ID = /^X[A-Z0-9]IS\d{11}$/;

const taxYear = z.string().regex(/^2\d{3}-\d{2}$/);
const date = z.iso.date();
const instant = z.iso.datetime();

const quarterlyTypeChoiceSchema: z.ZodType<QuarterlyTypeChoice> = z.object({
  quarterlyPeriodType: z.enum(['standard', 'calendar']),
  taxYearOfChoice: taxYear,
  earlier: z.lazy(() => quarterlyTypeChoiceSchema).optional(),
});

const indicator = z.enum(['A', 'Q']);
const businessSchema = z.object({
  businessId: z.string().regex(BUSINESS_ID),
  typeOfBusiness: z.enum(['uk-property', 'foreign-property', 'self-employment', 'property-unspecified']),
  tradingName: z.string().optional(),
  commencementDate: date,
  cessationDate: date.optional(),
  quarterlyTypeChoice: quarterlyTypeChoiceSchema.optional(),
  /** Tax years in which this new business may report once a year. */
  latentTaxYears: z.array(taxYear).default([]),
  /** What HMRC says about those years, where it says anything. */
  latencyDetails: z
    .object({
      latencyEndDate: date,
      taxYear1: taxYear,
      latencyIndicator1: indicator,
      taxYear2: taxYear,
      latencyIndicator2: indicator,
    })
    .optional(),
  firstAccountingPeriod: z.object({ start: date, end: date }).optional(),
  /** How its accounts are kept as long as nothing else was said for a tax year. */
  accountingType: z.enum(['CASH', 'ACCRUAL']).optional(),
  address: z
    .object({ lines: z.array(z.string()), postcode: z.string().optional(), countryCode: z.string() })
    .optional(),
});

const itsaStatusSchema = z.object({
  taxYear,
  status: z.enum([
    'No Status',
    'MTD Mandated',
    'MTD Voluntary',
    'Annual',
    'Non Digital',
    'Digitally Exempt',
    'Dormant',
    'MTD Exempt',
  ]),
  statusReason: z.string(),
  submittedOn: instant,
  businessIncome2YearsPriorPence: z.int().nonnegative().optional(),
});

export const userSchema = z.object({
  userId: z.string().min(1),
  password: z.string().min(1),
  name: z.string().min(1),
  /** What is particular about this person, in a few words. */
  life: z.string(),
  nino: z.string().regex(NINO),
  /** Null: not signed up for MTD for Income Tax. */
  mtdId: z
    .string()
    .regex(/^X[A-Z0-9]IT\d{11}$/)
    .nullable(),
  /** HMRC refuses to show software the obligations of somebody insolvent. */
  insolvent: z.boolean().optional(),
  itsaStatuses: z.array(itsaStatusSchema).default([]),
  businesses: z.array(businessSchema).default([]),
});

const journeySchema = z.object({
  id: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  state: z.string().optional(),
  codeChallenge: z.string().optional(),
  startedAt: instant,
  nino: z.string().optional(),
});

const authoritySchema = z.object({
  id: z.string(),
  nino: z.string(),
  scope: z.string(),
  grantedAt: instant,
  endsAt: instant,
  revokedAt: instant.optional(),
});

const codeSchema = z.object({
  code: z.string(),
  authorityId: z.string(),
  redirectUri: z.string(),
  codeChallenge: z.string().optional(),
  expiresAt: instant,
  usedAt: instant.optional(),
});

const tokenSchema = z.object({
  accessToken: z.string(),
  /** Absent for an application's own token, which comes without one. */
  refreshToken: z.string().optional(),
  /** Absent for an application's own token. */
  authorityId: z.string().optional(),
  scope: z.string(),
  issuedAt: instant,
  accessExpiresAt: instant,
  /** When a refresh spent the refresh token and killed the access token. */
  replacedAt: instant.optional(),
});

const acceptedUpdateSchema = z.object({
  submittedOn: instant,
  correlationId: z.string(),
  fromDate: date.optional(),
  toDate: date.optional(),
  /** HMRC's field paths to integer pence, such as `income.periodAmount`. */
  pence: z.record(z.string(), z.int()),
});

const updateSchema = z.object({
  nino: z.string(),
  businessId: z.string(),
  taxYear,
  acceptedCount: z.int(),
  current: acceptedUpdateSchema,
});

const faultSchema = z.object({
  id: z.string(),
  name: z.string(),
  nino: z.string().optional(),
  operation: z.string().optional(),
  /** How often it still applies; absent: until switched off. */
  timesLeft: z.int().positive().optional(),
  /** When it goes off by itself, by the simulator's clock. */
  until: instant.optional(),
  applied: z.int(),
  parameters: z.record(z.string(), z.unknown()),
});

/** Further than the clock can be moved from any year that it shows. */
const FURTHEST_MS = 1000 * 366 * 86_400_000;

/** A clock that shows a year it could be set to: all else is reckoned from it. */
const clockSchema = z
  .object({ offsetMs: z.number().min(-FURTHEST_MS).max(FURTHEST_MS), frozenAt: instant.nullable() })
  .refine(
    ({ offsetMs, frozenAt }) => canShow(new Date(frozenAt ?? Date.now() + offsetMs)),
    'The clock shows a year that it cannot be set to',
  );

/** Everything that outlives a restart, as plain data. */
export const stateSchema = z.object({
  version: z.literal(2),
  clock: clockSchema,
  users: z.record(z.string(), userSchema),
  journeys: z.record(z.string(), journeySchema),
  authorities: z.record(z.string(), authoritySchema),
  codes: z.record(z.string(), codeSchema),
  tokens: z.record(z.string(), tokenSchema),
  /** Refresh token to the access token it came with. */
  refreshTokens: z.record(z.string(), z.string()),
  /** By NINO, business id and tax year: what counts now. */
  updates: z.record(z.string(), updateSchema),
  /** By the same keys: the updates accepted, newest last. */
  history: z.record(z.string(), z.array(acceptedUpdateSchema)),
  /** By NINO and business id: period end date to the date its obligation was met. */
  fulfilments: z.record(z.string(), z.record(z.string(), date)),
  /** What operation groups keep: collection, then the key's first part (a NINO, mostly), then the rest of the key. */
  documents: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  faults: z.array(faultSchema),
  nextFaultNumber: z.int(),
  /** Counts everything sent for a tax year, so that what came later can be told. */
  nextSubmissionNumber: z.int(),
});

/** The first form of a saved state, which held each update with its history inside. */
const firstStateSchema = z
  .object({
    ...stateSchema.omit({ history: true, documents: true, nextSubmissionNumber: true }).shape,
    version: z.literal(1),
    updates: z.record(z.string(), updateSchema.extend({ history: z.array(acceptedUpdateSchema) })),
  })
  .transform((first): State => {
    const entries = Object.entries(first.updates);
    return {
      ...first,
      version: 2,
      updates: Object.fromEntries(entries.map(([key, update]) => [key, updateSchema.parse(update)])),
      history: Object.fromEntries(entries.map(([key, { history }]) => [key, history])),
      documents: {},
      nextSubmissionNumber: 1,
    };
  });

/** A saved state of either form. */
export const savedStateSchema = z.union([stateSchema, firstStateSchema]);

export type State = z.infer<typeof stateSchema>;
export type User = z.infer<typeof userSchema>;
export type NewUser = z.input<typeof userSchema>;
export type Business = z.infer<typeof businessSchema>;
export type Journey = z.infer<typeof journeySchema>;
export type Authority = z.infer<typeof authoritySchema>;
export type Code = z.infer<typeof codeSchema>;
export type Token = z.infer<typeof tokenSchema>;
export type AcceptedUpdate = z.infer<typeof acceptedUpdateSchema>;
export type CurrentUpdate = z.infer<typeof updateSchema>;
/** What counts now of a business's tax year, with the updates accepted, newest last. */
export type Update = CurrentUpdate & { history: AcceptedUpdate[] };
export type Fault = z.infer<typeof faultSchema>;
