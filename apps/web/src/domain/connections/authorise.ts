import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { createPkcePair } from '@quarterday/hmrc-client';

import { type AuthorisationRequestRow } from '../../data/authorisations.ts';
import { type ConnectionRow } from '../../data/connections.ts';
import { type ConnectionDeps } from './deps.ts';
import { type CapturedHeaders, readCapturedHeaders } from './fraud-prevention.ts';
import { type ProveConnection } from './prove.ts';
import { type ConnectionReason } from './rules.ts';
import { createSeals } from './seals.ts';
import { type SecretUses } from './secret-uses.ts';

/** How a journey to HMRC's sign-in ended. */
export type AuthorisationOutcome =
  { ok: true; returnTo: string; reconnected: boolean } | { ok: false; reason: ConnectionReason };

/** What HMRC sent the person back with. */
export interface AuthorisationAnswer {
  state: string | undefined;
  code: string | undefined;
  error: string | undefined;
}

/** The same, with HMRC's correlation id where an answer of its APIs or its token endpoint told the reason. */
type Ending =
  | Extract<AuthorisationOutcome, { ok: true }>
  | { ok: false; reason: ConnectionReason; correlationId: string | null };

/** Identity checks at HMRC can take long; HMRC's own code lives ten minutes. */
const goodForMs = 60 * 60 * 1000;
/** Whoever used an answer of HMRC's has the pair for it by then, or never will: longer than a call to HMRC may take. */
const exchangedWithinMs = 2 * 60 * 1000;
/** No pair that such a journey brought lives that long without being proved. */
const keptForMs = 24 * 60 * 60 * 1000;

const hash = (state: string) => createHash('sha256').update(state).digest('base64url');

/** The way to HMRC's sign-in and back. */
export function createAuthorise(deps: ConnectionDeps, uses: SecretUses, prove: ProveConnection) {
  const { store, clock, hmrc } = deps;
  const seals = createSeals(deps.sealer);

  /** Starts the journey. The state is kept hashed, the verifier sealed, both bound to the person and the session. */
  async function begin(request: {
    ownerId: string;
    sessionId: string;
    returnTo: string;
    captured: CapturedHeaders;
  }): Promise<{ ok: true; url: URL } | { ok: false; reason: 'no-nino' | 'disconnecting' }> {
    const row = await store.ofOwner(request.ownerId);
    if (!row?.sealedNino) return { ok: false, reason: 'no-nino' };
    // Without a live connection HMRC can't be asked for the answer that the disconnection waits for.
    if (row.disconnectRequestedAt && row.status === 'connected')
      return { ok: false, reason: 'disconnecting' };
    const { codeVerifier, codeChallenge } = await createPkcePair();
    const state = randomBytes(32).toString('base64url');
    const id = randomUUID();
    const now = clock.now();
    await store.forgetOldAuthorisations(new Date(now.getTime() - keptForMs));
    await store.beginAuthorisation({
      id,
      ownerId: request.ownerId,
      connectionId: row.id,
      sessionId: request.sessionId,
      stateHash: hash(state),
      sealedVerifier: await seals.sealVerifier(codeVerifier, id),
      fraudPrevention: request.captured,
      returnTo: request.returnTo,
      createdAt: now,
      expiresAt: new Date(now.getTime() + goodForMs),
    });
    return { ok: true, url: hmrc.authorizeUrl({ redirectUri: deps.redirectUri, state, codeChallenge }) };
  }

  /** Takes up HMRC's answer. A code is used only when nothing about the journey is in doubt. */
  async function finish(
    person: { id: string; sessionId: string } | null,
    answer: AuthorisationAnswer,
  ): Promise<AuthorisationOutcome> {
    const request = answer.state ? await store.authorisationByState(hash(answer.state)) : null;
    if (!request) return { ok: false, reason: person ? 'unknown-state' : 'signed-out' };
    if (!person) return { ok: false, reason: 'signed-out' };
    if (person.id !== request.ownerId || person.sessionId !== request.sessionId) {
      return { ok: false, reason: 'other-session' };
    }
    if (request.usedAt) return takeUpAgain(request, request.usedAt);
    const now = clock.now();
    if (!(await store.useAuthorisation(request.id, now))) return { ok: false, reason: 'replayed' };
    const row = await store.byId(request.connectionId);
    if (!row) return { ok: false, reason: 'unknown-state' };
    const reason = refusalOf(request, answer, now);
    return conclude(
      request,
      // HMRC's sign-in names no correlation id.
      reason ? { ok: false, reason, correlationId: null } : await exchange(row, request, answer.code ?? ''),
    );
  }

  /** Notes how a journey ended, unless it goes on. */
  async function conclude(request: AuthorisationRequestRow, ending: Ending): Promise<AuthorisationOutcome> {
    if (ending.ok) return ending;
    const { reason, correlationId } = ending;
    if (reason !== 'unproven') await store.endInVain(request, { reason, correlationId, now: clock.now() });
    return { ok: false, reason };
  }

  /**
   * Takes up an answer that was used before: the page is loaded again, most likely since the first time broke off. A kept pair
   * is proved, and a code that died with its process is told. What is under way or over is not done twice.
   */
  async function takeUpAgain(request: AuthorisationRequestRow, usedAt: Date): Promise<AuthorisationOutcome> {
    const { ownerId, sessionId, outcome } = request;
    if (outcome === 'unproven') {
      const row = await store.byId(request.connectionId);
      const kept = await store.unproved(ownerId, sessionId);
      // Gone since the request was read: another page that was loaded for it may have put the pair in place.
      const isKept = kept?.id === request.id;
      if (row && (isKept || (await store.outcomeOfAuthorisation(request.id)) === 'connected')) {
        return conclude(request, await provePair(row, request));
      }
    }
    const isOver = clock.now().getTime() - usedAt.getTime() > exchangedWithinMs;
    const isInterrupted = outcome === 'interrupted' || (outcome === null && isOver);
    if (!isInterrupted) return { ok: false, reason: 'replayed' };
    return conclude(request, { ok: false, reason: 'interrupted', correlationId: null });
  }

  async function exchange(
    row: ConnectionRow,
    request: AuthorisationRequestRow,
    code: string,
  ): Promise<Ending> {
    const codeVerifier = await seals.openVerifier(request.sealedVerifier, request.id);
    await deps.governor.admit('person');
    const result = await hmrc.exchangeCode({ code, codeVerifier, redirectUri: deps.redirectUri });
    if (!result.ok) {
      const { failure } = result;
      const { correlationId } = failure;
      if (failure.status === 429) await deps.governor.holdBack(failure.retryAfterMs ?? 0);
      if (failure.meaning.outcome === 'operator-fault') {
        await deps.alerts.raise('hmrc-refuses-our-credentials', {
          hmrcCode: failure.meaning.code,
          operation: 'token',
        });
        return { ok: false, reason: 'our-fault', correlationId };
      }
      const dead = failure.kind === 'http' && failure.status !== null && failure.status < 429;
      return { ok: false, reason: dead ? 'code-expired' : 'hmrc-unreachable', correlationId };
    }
    const consentedAt = clock.now();
    await store.keepCandidate(request.id, {
      sealedTokens: await seals.sealCandidate(result.value, request.id),
      consentedAt,
      accessTokenExpiresAt: new Date(consentedAt.getTime() + result.value.expiresInSeconds * 1000),
    });
    return provePair(row, request);
  }

  /** Asks HMRC once more whose account an unproven pair is. */
  async function checkAgain(person: { id: string; sessionId: string }): Promise<AuthorisationOutcome> {
    const request = await store.unproved(person.id, person.sessionId);
    const row = await store.ofOwner(person.id);
    if (!request || !row) return { ok: false, reason: 'unknown-state' };
    return conclude(request, await provePair(row, request));
  }

  /** Proves a pair that was kept. Where the page was loaded twice, the other one may have put it in place meanwhile. */
  async function provePair(
    row: ConnectionRow,
    request: Pick<AuthorisationRequestRow, 'id' | 'ownerId' | 'sessionId' | 'returnTo'>,
  ): Promise<Ending> {
    const proof = await proveKept(row, request);
    if (!proof.ok && (await store.outcomeOfAuthorisation(request.id)) !== 'connected') return proof;
    return { ok: true, returnTo: request.returnTo, reconnected: row.status !== 'not-connected' };
  }

  async function proveKept(
    row: ConnectionRow,
    { id: requestId, ownerId, sessionId }: Pick<AuthorisationRequestRow, 'id' | 'ownerId' | 'sessionId'>,
  ): ReturnType<ProveConnection> {
    const request = await store.unproved(ownerId, sessionId);
    if (request?.id !== requestId || !request.sealedTokens || !request.consentedAt) {
      return { ok: false, reason: 'unknown-state', correlationId: null };
    }
    if (!request.accessTokenExpiresAt || request.accessTokenExpiresAt <= clock.now()) {
      return { ok: false, reason: 'hmrc-unreachable', correlationId: null };
    }
    const candidate = {
      requestId,
      consentedAt: request.consentedAt,
      accessTokenExpiresAt: request.accessTokenExpiresAt,
      headers: readCapturedHeaders(request.fraudPrevention).headers,
    };
    const use = uses.begin(row.id, 'prove');
    try {
      const pair = await seals.openCandidate(request.sealedTokens, request.id, use);
      return await prove(row, { ...candidate, pair }, use);
    } finally {
      use.end();
    }
  }

  return { begin, finish, checkAgain };
}

function refusalOf(
  request: AuthorisationRequestRow,
  answer: AuthorisationAnswer,
  now: Date,
): ConnectionReason | null {
  if (request.expiresAt <= now) return 'timed-out';
  // HMRC says `access_denied` for every refusal and asks software not to branch on its finer codes.
  if (answer.error === 'access_denied' && answer.code === undefined) return 'denied';
  if (answer.error !== undefined || !answer.code) return 'hmrc-error';
  return null;
}
