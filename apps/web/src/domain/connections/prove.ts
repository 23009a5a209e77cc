import { type HmrcCall, type HmrcFailure, type HmrcResult } from '@quarterday/hmrc-client';

import { type ConnectionRow } from '../../data/connections.ts';
import { type Tx } from '../../data/database.ts';
import { londonDate } from '../../platform/clock.ts';
import { taxYearOf } from '../tax-year.ts';
import { type ConnectionDeps } from './deps.ts';
import { pause } from './governor.ts';
import { saveBusinessesAndObligations, saveFinalDeclarations, wholePicture } from './obligations.ts';
import { authorityEnd, type ConnectionReason, type ConnectionStatus, isEnrolled } from './rules.ts';
import { createSeals, type OpenPair } from './seals.ts';
import { type SecretUse } from './secret-uses.ts';

/** A pair that HMRC gave and that nobody has looked at yet. */
export interface Candidate {
  /** Of the request that brought it. */
  requestId: string;
  pair: OpenPair;
  consentedAt: Date;
  accessTokenExpiresAt: Date;
  headers: Readonly<Record<string, string>>;
}

export type ProveConnection = (
  row: ConnectionRow,
  candidate: Candidate,
  use: SecretUse,
) => Promise<{ ok: true } | Refused>;

/** Why a pair was not put in place, with HMRC's correlation id where an answer of its tells. */
interface Refused {
  ok: false;
  reason: ConnectionReason;
  correlationId: string | null;
}

/** In front of a page: a few quick tries, then the person decides. */
const tries = 3;
const betweenTriesMs = 600;

/**
 * Proves that a pair belongs to the NINO that was given here and that this taxpayer is enrolled, then puts it in place.
 *
 * An old connection stays untouched until then: signing in as somebody else must not cost anybody their own.
 */
export function createProve(
  deps: ConnectionDeps,
  onConnected: (tx: Tx, connection: { id: string; ownerId: string }) => Promise<void>,
): ProveConnection {
  const { store, clock } = deps;
  const seals = createSeals(deps.sealer);

  async function ask<T>(candidate: Candidate, operation: (call: HmrcCall) => Promise<HmrcResult<T>>) {
    for (let tried = 1; ; tried += 1) {
      await deps.governor.admit('person');
      const result = await operation({
        accessToken: candidate.pair.accessToken,
        fraudPreventionHeaders: candidate.headers,
      });
      if (result.ok || !isPassing(result) || tried === tries) return result;
      if (result.failure.status === 429) await deps.governor.holdBack(result.failure.retryAfterMs ?? 0);
      await pause(betweenTriesMs * tried);
    }
  }

  return async function prove(row, candidate, use) {
    if (!row.sealedNino) return { ok: false, reason: 'wrong-account', correlationId: null };
    const nino = await seals.openNino(row.sealedNino, row.id, use);

    const taxYear = taxYearOf(clock.today());
    const askItsa = () => ask(candidate, (call) => deps.hmrc.retrieveItsaStatus(call, { nino, taxYear }));

    const listed = await ask(candidate, (call) => deps.hmrc.listAllBusinesses(call, { nino }));
    if (!listed.ok) {
      // HMRC refuses here alike whoever is somebody else and whoever is not signed up; the ITSA status tells them apart.
      if (listed.failure.meaning.outcome !== 'authorisation-lost') return refused(row, listed);
      const itsa = await askItsa();
      return refused(row, itsa.ok ? listed : itsa);
    }
    const itsa = await askItsa();
    if (!itsa.ok) return refused(row, itsa);
    const status = itsa.value.find((year) => year.taxYear === taxYear)?.itsaStatusDetails.at(-1)?.status;
    if (status === undefined || !isEnrolled(status)) {
      return { ok: false, reason: 'not-enrolled', correlationId: itsa.answer.correlationId };
    }

    const now = clock.now();
    const proof = { nino, itsaStatus: status, correlationId: listed.answer.correlationId, now };
    const connected = await putInPlace(row, candidate, proof, use);
    // The NINO changed, the landlord disconnected or consented anew while HMRC was asked; the next try sees how it stands.
    if (!connected) return { ok: false, reason: 'unproven', correlationId: null };

    await saveBusinessesAndObligations(store, row.ownerId, now, {
      businesses: listed.value,
      obligations: [],
    });
    // Without these the updates page asks again; the connection itself is proved.
    for (const question of wholePicture(clock.today())) {
      const obligations = await ask(candidate, (call) =>
        deps.hmrc.listIncomeAndExpenditureObligations(call, { nino, ...question }),
      );
      if (!obligations.ok) break;
      await saveBusinessesAndObligations(store, row.ownerId, now, { obligations: obligations.value });
    }
    const declarations = await ask(candidate, (call) =>
      deps.hmrc.retrieveFinalDeclarationObligations(call, { nino }),
    );
    if (declarations.ok) await saveFinalDeclarations(store, row.ownerId, now, declarations.value);
    return { ok: true };
  };

  /**
   * Puts the pair where the old one was. An old pair that works on may have been renewed while HMRC was asked: then where the
   * renewed one is. Any other change leaves it out.
   */
  async function putInPlace(
    row: ConnectionRow,
    candidate: Candidate,
    proof: { nino: string; itsaStatus: string; correlationId: string | null; now: Date },
    use: SecretUse,
  ): Promise<boolean> {
    const { nino, ...proved } = proof;
    for (let current = row, tried = 1; current.sealedNino && tried <= tries; tried += 1) {
      const connected = await store.connect(
        {
          id: row.id,
          requestId: candidate.requestId,
          ownerId: row.ownerId,
          generation: current.generation,
          sealedTokens: await seals.sealPair(candidate.pair, row.id, current.generation + 1),
          sealedNino: current.sealedNino,
          accessTokenExpiresAt: candidate.accessTokenExpiresAt,
          consentedAt: candidate.consentedAt,
          authorityEndsOn: authorityEnd(londonDate(candidate.consentedAt)),
          ...proved,
        },
        (tx) => onConnected(tx, row),
      );
      if (connected) return true;
      const now = await store.byId(row.id);
      const wasRenewed =
        now?.sealedNino &&
        now.status === row.status &&
        now.consentedAt?.getTime() === row.consentedAt?.getTime() &&
        (await seals.openNino(now.sealedNino, now.id, use)) === nino;
      if (!wasRenewed) return false;
      current = now;
    }
    return false;
  }

  async function refused(
    row: ConnectionRow,
    result: Extract<HmrcResult<unknown>, { ok: false }>,
  ): Promise<Refused> {
    const { failure } = result;
    const { correlationId } = failure;
    if (isPassing(result)) return { ok: false, reason: 'unproven', correlationId };
    if (failure.meaning.outcome === 'operator-fault' || failure.meaning.outcome === 'malformed') {
      await deps.alerts.raise('hmrc-refuses-our-application', {
        hmrcCode: failure.meaning.code,
        status: failure.status,
        correlationId,
      });
      return { ok: false, reason: 'our-fault', correlationId };
    }
    return { ok: false, reason: reasonOfProof(failure, row.status), correlationId };
  }
}

function reasonOfProof({ errors, meaning }: HmrcFailure, status: ConnectionStatus): ConnectionReason {
  const isNamed = (code: string) => errors.some((error) => error.code === code);
  if (isNamed('CLIENT_NOT_MTD_ENROLLED')) return 'not-enrolled';
  if (isNamed('CLIENT_OR_AGENT_NOT_AUTHORISED')) {
    return status === 'not-connected' ? 'wrong-account' : 'other-taxpayer';
  }
  return meaning.outcome === 'nothing-there' ? 'nothing-there' : 'permission-refused';
}

function isPassing(result: Extract<HmrcResult<unknown>, { ok: false }>): boolean {
  const { outcome } = result.failure.meaning;
  return outcome === 'try-again' || outcome === 'wait';
}
