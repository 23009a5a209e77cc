import { type Child } from 'hono/jsx';

import {
  type HmrcMessage,
  type SubmissionKind,
  type SubmissionView,
} from '../../domain/submissions/index.ts';

/** How the pages speak of one kind of submission, and show what it holds. */
export interface KindWords {
  kind: SubmissionKind;
  /** What it is called within a sentence: "this update". */
  noun: string;
  /** Stands above the heading. */
  caption(submission: SubmissionView): string;
  /** What it is for; stands in the title as "update for ...". */
  heading(submission: SubmissionView): string;
  back: { href: string; text: string };
  /** What was sent, or would be, with HMRC's messages beside what they name. */
  figures(submission: SubmissionView, messages: readonly HmrcMessage[]): Child;
  /** Messages that name nothing that `figures` shows. */
  generalMessages(messages: readonly HmrcMessage[]): HmrcMessage[];
  /** What an error summary says, each entry leading to what it names. */
  errors(messages: readonly HmrcMessage[], submission: SubmissionView): { text: string; href: string }[];
  /** Where a submission that was not taken is looked at and sent again, where that is a page of the kind's own. */
  resubmitPath?(submission: SubmissionView): string;
  /** What comes after HMRC took one. */
  next?(submission: SubmissionView): { href: string; text: string };
  /** True where its figures are sums of transactions. */
  isOfTransactions?: true;
  /** True where HMRC shows no copy of it: after a lost answer, sending it once more tells. */
  hasNoCopy?: true;
  /** What the landlord does about figures that were refused, before sending again. */
  correct: Child;
  /** Files that are kept beside the receipt of an attempt, by how their names end. */
  files?(submission: SubmissionView): Record<string, string>;
}
