import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';
import { type z } from 'zod';

import { type SubmissionRow } from '../../data/submission-rows.ts';

/** What a landlord sends to HMRC. */
export type SubmissionKind = SubmissionRow['kind'];

/** The steps that send, by the names that engines know. */
export type SendStep =
  | 'submit-period'
  | 'submit-annual-summary'
  | 'submit-eops'
  | 'submit-accounting-adjustments'
  | 'submit-losses'
  | 'submit-crystallisation';

/** What one request to HMRC is about. */
export interface Asked<Figures> {
  nino: string;
  submission: SubmissionRow;
  figures: Figures;
}

/** What HMRC has already of something, and how that becomes what is to be sent. */
export interface Held {
  /** Whether it is what is to be sent. */
  isSame: boolean;
  /** The exact text of the change; kept before it leaves. */
  body: string;
  change(call: HmrcCall): Promise<HmrcResult<unknown>>;
}

/** How it is found what HMRC has already. */
export interface Finding<Figures> {
  /** Asks for HMRC's id of it; null where HMRC has none. Left out where there is one of a business and year, without an id. */
  id?: (call: HmrcCall, asked: Asked<Figures>) => Promise<HmrcResult<string | null>>;
  /** Asks for what stands under that id, which is empty where there is none. */
  held(call: HmrcCall, asked: Asked<Figures>, id: string): Promise<HmrcResult<Held>>;
}

/** One of the kinds of submission: what differs between them. Everything about failing is the same for all. */
export interface FlowDefinition<Figures> {
  kind: SubmissionKind;
  sendStep: SendStep;
  /** What it is called within a sentence: "your update". */
  noun: string;
  /** How its figures are kept with an attempt. */
  figures: z.ZodType<Figures>;
  /** The exact text that is sent; kept before it leaves. */
  body(figures: Figures, submission: SubmissionRow): string;
  send(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<unknown>>;
  /**
   * Asks for HMRC's own copy and says whether it is what was sent. Left out where HMRC shows none: then sending once more tells,
   * since HMRC refuses what it has already. Left out, too, where `finding` asks for it.
   */
  readCopy?: (call: HmrcCall, asked: Asked<Figures>) => Promise<HmrcResult<boolean>>;
  /**
   * For what HMRC takes in one way where it is new and in another where something is there already: asked before each send and
   * after each lost answer, since nobody else knows which of the two it is.
   */
  finding?: Finding<Figures>;
  /** Whether HMRC takes it once alone: then it is not sent again while it may still be on its way. Others replace what HMRC has. */
  isTakenOnce: boolean;
  /** The figure of ours, by the name it has on the pages, that a path of HMRC's names. */
  fieldOf(path: string, figures: Figures): string | null;
  /** What is said where HMRC has one already and it is not what was sent from here, for kinds that are taken once. */
  doneElsewhere?: string;
  /**
   * For kinds without a copy: the codes of refusals that HMRC gives only for what it has not taken. Such a refusal tells of an
   * unanswered send before it, too, since what was sent is the same. A refusal for coming late is none of them: the send before
   * it may have come in time, and nobody here can know.
   */
  refusesUntaken?: readonly string[];
  /** What is said where HMRC wants the landlord to begin anew, with fresh consent, instead of sending the same again. */
  startOver?: string;
}

/** A kind of submission whose figures were checked against its form. */
export type Flow = Omit<FlowDefinition<unknown>, 'figures' | 'readCopy' | 'finding'> & {
  readCopy: ((call: HmrcCall, asked: Asked<unknown>) => Promise<HmrcResult<boolean>>) | undefined;
  finding: Finding<unknown> | undefined;
  /** Whether HMRC shows what it has of this kind. */
  hasCopy: boolean;
};

/** Makes a flow of its definition: figures come out of the database as `unknown`, and are read by its form each time. */
export function defineFlow<Figures>(definition: FlowDefinition<Figures>): Flow {
  const { figures: form, readCopy, finding } = definition;
  const findId = finding?.id;
  const read = (asked: Asked<unknown>): Asked<Figures> => ({ ...asked, figures: form.parse(asked.figures) });
  return {
    kind: definition.kind,
    sendStep: definition.sendStep,
    noun: definition.noun,
    isTakenOnce: definition.isTakenOnce,
    ...(definition.startOver === undefined ? {} : { startOver: definition.startOver }),
    ...(definition.doneElsewhere === undefined ? {} : { doneElsewhere: definition.doneElsewhere }),
    ...(definition.refusesUntaken === undefined ? {} : { refusesUntaken: definition.refusesUntaken }),
    body: (figures, submission) => definition.body(form.parse(figures), submission),
    send: (call, asked) => definition.send(call, read(asked)),
    readCopy: readCopy && ((call, asked) => readCopy(call, read(asked))),
    finding: finding && {
      ...(findId && { id: (call, asked) => findId(call, read(asked)) }),
      held: (call, asked, id) => finding.held(call, read(asked), id),
    },
    hasCopy: readCopy !== undefined || finding !== undefined,
    fieldOf: (path, figures) => definition.fieldOf(path, form.parse(figures)),
  };
}

/** Looks at the value of a result; a failure stays as it is. */
export function mapResult<T, U>(result: HmrcResult<T>, change: (value: T) => U): HmrcResult<U> {
  return result.ok ? { ...result, value: change(result.value) } : result;
}
