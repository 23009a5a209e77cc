import { type TaxYear } from '../tax-year.ts';
import { type FieldProblem } from './rules.ts';

/** Somebody who is signed in. */
export interface Person {
  id: string;
  email: string;
  /** The session's row, not its token. */
  sessionId: string;
}

/** What of a request matters here: its cookies, and where it came from. */
export interface RequestFacts {
  headers: Headers;
  client: { address: string | null };
}

export interface Invalid {
  ok: false;
  reason: 'invalid';
  problems: FieldProblem[];
}

/** Too many tries; worth trying again after `retryInSeconds`. */
export interface Limited {
  ok: false;
  reason: 'limited';
  retryInSeconds: number;
}

/** Done; `setCookies` are whole `Set-Cookie` values for the answer. */
interface SignedIn {
  ok: true;
  setCookies: string[];
}

type SignUpResult = SignedIn | Invalid | Limited | { ok: false; reason: 'not-created' };
type SignInResult = SignedIn | Invalid | Limited | { ok: false; reason: 'wrong-credentials' };
type ChangePasswordResult = SignedIn | Invalid | Limited | { ok: false; reason: 'wrong-password' };
type RequestResetResult = { ok: true } | Invalid | Limited;
type ResetPasswordResult = { ok: true } | Invalid | { ok: false; reason: 'link-not-valid' };
type DeleteAccountResult =
  | SignedIn
  | Invalid
  | Limited
  | { ok: false; reason: 'wrong-password' }
  /** HMRC's answer to a submission is not known yet. */
  | { ok: false; reason: 'submission-processing' };

export interface ZipFile {
  fileName: string;
  zip: Uint8Array<ArrayBuffer>;
}

/** Accounts of people: who they are, how they get in, and how they leave. */
export interface Accounts {
  /** Whose browser this is; null when nobody is signed in there. Reads only. */
  personOf(headers: Headers): Promise<Person | null>;
  /** Makes an account and signs in. */
  signUp(input: { email: string; password: string }, request: RequestFacts): Promise<SignUpResult>;
  signIn(input: { email: string; password: string }, request: RequestFacts): Promise<SignInResult>;
  /** Ends this browser's session. */
  signOut(headers: Headers): Promise<SignedIn>;
  /** Ends all sessions of the person, this one included. */
  signOutEverywhere(person: Person, headers: Headers): Promise<SignedIn>;
  /** Ends all other sessions and every reset link that is out. */
  changePassword(
    person: Person,
    input: { currentPassword: string; newPassword: string },
    request: RequestFacts,
  ): Promise<ChangePasswordResult>;
  /** Whether a reset can be sent by e-mail at all. */
  readonly sendsMail: boolean;
  /** Sends a reset link, if there is such an account. The answer comes before that is looked up, and never says. */
  requestReset(input: { email: string }, request: RequestFacts): Promise<RequestResetResult>;
  /** A reset link for the operator to hand over; undefined when there is no such account. */
  createResetLink(email: string): Promise<string | undefined>;
  isResetLinkValid(token: string): Promise<boolean>;
  /** Ends all sessions of the person; they sign in with the new password. */
  resetPassword(input: { token: string; newPassword: string }): Promise<ResetPasswordResult>;
  /** Everything kept about a person, as a zip. @param receipts texts of files that people read, by their names */
  exportAll(person: Person, receipts?: Record<string, string>): Promise<ZipFile>;
  /** What the law wants kept of a tax year, as a zip: the ledger, the receipts, and the whole chain of evidence. */
  exportYear(person: Person, taxYear: TaxYear, receipts: Record<string, string>): Promise<ZipFile>;
  /** Whether HMRC's answer to a submission of theirs is still awaited, so that the account cannot go yet. */
  awaitsHmrc(person: Person): Promise<boolean>;
  /** Deletes the account and all that belongs to it, at once. */
  deleteAccount(
    person: Person,
    input: { password: string; confirmation: string },
    request: RequestFacts,
  ): Promise<DeleteAccountResult>;
  /** Settles when no mail is on its way any more; for an orderly stop. */
  idle(): Promise<void>;
}
