import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import type { Refusal, RefusalCode } from '../platform/refusals.ts';
import type { User } from '../state/schema.ts';

/** One call that has passed the platform's rules, whoever makes it. */
export interface AnyCall {
  core: Core;
  operation: Operation;
  /** A path parameter. */
  param: (name: string) => string;
  /** A query parameter; its first value where it is there several times. */
  query: (name: string) => string | undefined;
  header: (name: string) => string | undefined;
  bodyText: string;
  correlationId: string;
}

/** One call made for a person: the one in the path, or the one who granted the token where the path names none. */
export interface ApiCall extends AnyCall {
  user: User;
  nino: string;
}

/**
 * What a value of `Gov-Test-Scenario` makes of a call: a refusal, an answer of its own, or (`default`) the same work as
 * without the header.
 */
type Scenario<Call> = RefusalCode | Refusal | 'default' | ((call: Call) => Answer);

/** What every operation says about itself; `Call` is the kind of call it takes. */
export interface OperationFor<Call> {
  /** Unique; what faults are aimed by. */
  name: string;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Segments that begin with a colon are parameters: `/obligations/details/:nino/crystallisation`. */
  path: string;
  /** As in `application/vnd.hmrc.6.0+json`. */
  version: string;
  /** The codes that HMRC documents for it, the platform's own left out. */
  codes: readonly RefusalCode[];
  /** Statuses of those of its codes that come with another one than usual. */
  statuses?: Partial<Record<RefusalCode, number>>;
  /**
   * Values of `Gov-Test-Scenario` beyond those that follow from `codes`: `X` is known anyway where `X`, `RULE_X` or
   * `FORMAT_X` is one of them, and `NOT_FOUND` where `MATCHING_RESOURCE_NOT_FOUND` is.
   */
  scenarios?: Readonly<Record<string, Scenario<Call>>>;
  handle: (call: Call) => Answer | Promise<Answer>;
}

/** An operation that needs a person's token. Where its path has `:nino`, the person has to be that one. */
export interface PersonOperation extends OperationFor<ApiCall> {
  scope: 'read:self-assessment' | 'write:self-assessment';
  /** Answers people who are not signed up for MTD itself, instead of 403 `CLIENT_OR_AGENT_NOT_AUTHORISED`. */
  answersWhoIsNotEnrolled?: true;
}

/** An operation for the application alone (a token of `client_credentials`), or open to everybody. */
export interface ApplicationOperation extends OperationFor<AnyCall> {
  scope: 'application' | 'open';
}

/** One operation of HMRC's APIs: where it is, what the platform asks of a caller, and what it does. */
export type Operation = PersonOperation | ApplicationOperation;
