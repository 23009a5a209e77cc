import { z } from 'zod';

/** What notices are told by, and may be switched off by. */
export type NoticeKind = 'taken' | 'not-taken' | 'asking' | 'deadline' | 'reconnect';
export type NoticeChannel = 'app' | 'mail';

/** Kinds that a person may switch off. Without a connection nothing can be sent, so of that everybody is told. */
export const optionalKinds = ['taken', 'not-taken', 'asking', 'deadline'] as const satisfies NoticeKind[];
export const noticeChannels = ['app', 'mail'] as const satisfies NoticeChannel[];

const submission = {
  submissionId: z.string(),
  attemptId: z.string(),
  submissionKind: z.enum([
    'quarterly-update',
    'annual-summary',
    'end-of-period-statement',
    'accounting-adjustments',
    'losses',
    'final-declaration',
  ]),
  /** Which business, where its owner has several; notices from before it was told have none. */
  business: z.string().default(''),
  taxYear: z.string(),
  periodStartDate: z.string(),
  periodEndDate: z.string(),
};

/** A quarter as a notice names it. */
const quarter = z.object({ periodStartDate: z.string(), periodEndDate: z.string(), dueDate: z.string() });

/** How the connection stands towards a deadline: an authority that ends before it must be renewed first. */
const hindrance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('lost') }),
  z.object({ kind: z.literal('ends-before'), endsOn: z.string() }),
]);

const about = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('outcome'),
    ...submission,
    status: z.enum(['submitted', 'failed', 'rejected']),
    /** Why, and what to do, as the submission's page says it. */
    sentence: z.string(),
    /** True where the sentence asks to reconnect. */
    reconnect: z.boolean().default(false),
  }),
  z.object({ type: z.literal('asking'), ...submission, waitsFor: z.enum(['hmrc', 'reconnect', 'untold']) }),
  z.object({
    type: z.literal('deadline'),
    of: z.enum(['quarterly-update', 'final-declaration']),
    /** HMRC's business id; empty for a final declaration, which is of the whole person. */
    businessId: z.string(),
    /** As HMRC has it named, or else by its kind; empty likewise. */
    business: z.string(),
    /** Whether its owner has others, so that the heading names it. */
    isOneOfSeveral: z.boolean().default(false),
    taxYear: z.string(),
    periodStartDate: z.string(),
    periodEndDate: z.string(),
    dueDate: z.string(),
    /** One of `deadlineSteps`. */
    step: z.number(),
    /** When HMRC last listed it as open, `YYYY-MM-DD`. */
    seenOn: z.string(),
    hindrance,
  }),
  z.object({
    type: z.literal('lost'),
    connectionId: z.string(),
    expiredAt: z.string(),
    why: z.string(),
    atRisk: quarter.nullable(),
  }),
  z.object({
    type: z.literal('authority'),
    connectionId: z.string(),
    consentedAt: z.string(),
    endsOn: z.string(),
    daysBefore: z.number(),
    atRisk: quarter.nullable(),
  }),
]);

/** What a notice is about, as it is kept: ids, dates and sentences, never an amount, a token or a NINO. */
export type About = z.infer<typeof about>;
export type AboutOf<Type extends About['type']> = Extract<About, { type: Type }>;
export type Hindrance = z.infer<typeof hindrance>;

/** Reads what was kept with a notice. @throws where it is none */
export const readAbout = (stored: unknown): About => about.parse(stored);

/** By what a notice is told and may be switched off. */
export function kindOf(notice: About): NoticeKind {
  switch (notice.type) {
    case 'outcome':
      return notice.status === 'submitted' ? 'taken' : 'not-taken';
    case 'asking':
      return 'asking';
    case 'deadline':
      return 'deadline';
    case 'lost':
    case 'authority':
      return 'reconnect';
  }
}

/** The same for what is told once. */
export function keyOf(notice: About): string {
  switch (notice.type) {
    case 'outcome':
      return `outcome:${notice.attemptId}`;
    case 'asking':
      return `asking:${notice.attemptId}:${notice.waitsFor}`;
    case 'deadline':
      return [
        'deadline',
        notice.of,
        notice.businessId,
        notice.periodStartDate,
        notice.periodEndDate,
        notice.dueDate,
        notice.step,
      ].join(':');
    case 'lost':
      return `lost:${notice.connectionId}:${notice.expiredAt}`;
    case 'authority':
      return `authority:${notice.connectionId}:${notice.consentedAt}:${notice.daysBefore}`;
  }
}

/** When a deadline is told: so many days before, and once after it. */
export const deadlineSteps = [14, 7, 1, -1] as const;

export type DeadlineStep = (typeof deadlineSteps)[number];

/** How long after a deadline it is still told: whoever was away must hear of it, but not of last year's. */
export const tellsOverdueForDays = 30;

/**
 * What of a deadline is to be told with so many days left: the newest step alone, so that whoever missed some is told once. The
 * day itself belongs to the step of the day before. Null while it is early, and long afterwards.
 */
export function deadlineStep(daysLeft: number): DeadlineStep | null {
  if (daysLeft < -tellsOverdueForDays) return null;
  if (daysLeft < 0) return -1;
  return deadlineSteps.findLast((days) => days >= daysLeft) ?? null;
}
