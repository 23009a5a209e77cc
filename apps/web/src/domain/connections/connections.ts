import { randomUUID } from 'node:crypto';

import { type HmrcCall } from '@quarterday/hmrc-client';

import { type ConnectionRow } from '../../data/connections.ts';
import { type Tx } from '../../data/database.ts';
import { createAuthorise } from './authorise.ts';
import { type CallOutcome, type CallRequest, createCaller } from './call.ts';
import { type ConnectionDeps } from './deps.ts';
import { mostHistoryRows } from './history.ts';
import {
  type Obligation,
  saveBusinessesAndObligations,
  saveFinalDeclarations,
  wholePicture,
} from './obligations.ts';
import { createProve } from './prove.ts';
import { type ConnectionStatus, maskNino, readNino } from './rules.ts';
import { createSeals } from './seals.ts';
import { createSecretUses, type Purpose, type SecretUse } from './secret-uses.ts';
import { createStorms } from './storm/storms.ts';
import { type CanaryResult, createWeathering } from './storm/weathering.ts';
import { createTokens } from './tokens.ts';
import { type ConnectionView, nothingYet, viewOf } from './view.ts';

/** What connections ask of submissions, which are built on them. */
export interface ConnectionHooks {
  /** Within the transaction that connects: wakes what waited for it. */
  onConnected(tx: Tx, connection: { id: string; ownerId: string }): Promise<void>;
  /** Within the transaction that ends HMRC's refusing everybody: wakes what waited for that. */
  onStormOver(tx: Tx, stormId: string): Promise<void>;
  /** How many submissions have no answer of HMRC's yet. */
  inFlight(ownerId: string): Promise<number>;
  /** Headers of a click whose submission waits for HMRC to stop refusing everybody: with them an API may be asked for it. */
  waitingClick(ownerId: string): Promise<Readonly<Record<string, string>> | null>;
}

/** A landlord's connection to HMRC: made, kept, used, lost, made again, ended. */
export function createConnections(deps: ConnectionDeps, hooks: ConnectionHooks) {
  const { store, clock } = deps;
  const seals = createSeals(deps.sealer);
  const uses = createSecretUses(deps);
  const storms = createStorms(deps);
  const tokens = createTokens(deps, storms);
  const callWithin = createCaller(deps, tokens, storms);
  const prove = createProve(deps, (tx, row) => hooks.onConnected(tx, row));
  const authorise = createAuthorise(deps, uses, prove);

  /** Does one step, and notes what it used of a connection's secrets. */
  async function step<T>(id: string, purpose: Purpose, work: (use: SecretUse) => Promise<T>): Promise<T> {
    const use = uses.begin(id, purpose);
    try {
      return await work(use);
    } finally {
      use.end();
    }
  }

  /** Calls HMRC for a landlord: one step of its own. */
  const callHmrc = <T>({ purpose, ...request }: CallRequest<T>): Promise<CallOutcome<T>> =>
    step(request.connectionId, purpose, (use) => callWithin(request, use));

  async function view(ownerId: string): Promise<ConnectionView> {
    const row = await store.ofOwner(ownerId);
    return row ? viewOf(row) : nothingYet(deps.environment);
  }

  /** What its owner may be shown of their NINO; null while they have given none. */
  async function maskedNino(ownerId: string): Promise<string | null> {
    const row = await store.ofOwner(ownerId);
    if (!row?.sealedNino) return null;
    const { id, sealedNino } = row;
    return step(id, 'reveal-masked', async (use) => maskNino(await seals.openNino(sealedNino, id, use)));
  }

  /** Keeps a NINO, sealed. A connected account keeps its own: another NINO is another taxpayer. */
  async function saveNino(
    ownerId: string,
    text: string,
  ): Promise<{ ok: true } | { ok: false; reason: 'not-a-nino' | 'connected' }> {
    const nino = readNino(text);
    if (!nino) return { ok: false, reason: 'not-a-nino' };
    const before = await store.ofOwner(ownerId);
    const id = before?.id ?? randomUUID();
    const saved = await store.saveNino({
      id,
      ownerId,
      environment: deps.environment,
      sealedNino: await seals.sealNino(nino, id),
      isAnother: before !== null && (await isAnother(before, nino)),
      now: clock.now(),
    });
    return saved ? { ok: true } : { ok: false, reason: 'connected' };
  }

  const isAnother = async ({ id, sealedNino }: ConnectionRow, nino: string): Promise<boolean> =>
    sealedNino !== null &&
    step(id, 'change-nino', async (use) => (await seals.openNino(sealedNino, id, use)) !== nino);

  /**
   * Erases the tokens; with a submission in flight, as soon as HMRC's answer to it is known.
   *
   * HMRC has no way for software to withdraw an authority: the landlord does that in HMRC's own list.
   */
  async function disconnect(ownerId: string): Promise<'done' | 'waiting' | 'not-connected'> {
    const row = await store.ofOwner(ownerId);
    if (!row || row.status === 'not-connected') return 'not-connected';
    await store.requestDisconnect(ownerId, clock.now());
    return (await finishDisconnect(ownerId)) ? 'done' : 'waiting';
  }

  async function keepConnected(ownerId: string): Promise<void> {
    await store.requestDisconnect(ownerId, null);
  }

  /** Carries out a disconnection that was asked for, once nothing is in flight any more. */
  async function finishDisconnect(ownerId: string): Promise<boolean> {
    const row = await store.ofOwner(ownerId);
    if (!row?.disconnectRequestedAt) return false;
    if ((await hooks.inFlight(ownerId)) > 0) return false;
    return store.disconnect(ownerId, clock.now());
  }

  interface HowToAsk {
    purpose: Purpose;
    freshness: 'live' | 'fresh';
    priority: 'person' | 'background';
    fraudPreventionHeaders: Readonly<Record<string, string>>;
  }

  /** Asks HMRC about quarters, and keeps the answer. */
  async function askForObligations(
    connection: Pick<ConnectionRow, 'id' | 'ownerId'>,
    question: ReturnType<typeof wholePicture>[number],
    { purpose, ...how }: HowToAsk,
    use?: SecretUse,
  ) {
    const request = {
      connectionId: connection.id,
      ...how,
      invoke: (call: HmrcCall, nino: string) =>
        deps.hmrc.listIncomeAndExpenditureObligations(call, { nino, ...question }),
    };
    const outcome = await (use ? callWithin(request, use) : callHmrc({ ...request, purpose }));
    if (outcome.ok) {
      await saveBusinessesAndObligations(store, connection.ownerId, clock.now(), {
        obligations: outcome.value,
      });
    }
    return outcome;
  }

  /** Asks HMRC which quarters it wants updates for, this tax year's and any that are still open; and which final declarations. */
  async function refreshObligations(connection: Pick<ConnectionRow, 'id' | 'ownerId'>, how: HowToAsk) {
    return step(connection.id, how.purpose, async (use) => {
      for (const question of wholePicture(clock.today())) {
        const outcome = await askForObligations(connection, question, how, use);
        if (!outcome.ok) return outcome;
      }
      const { freshness, priority, fraudPreventionHeaders } = how;
      const declarations = await callWithin(
        {
          connectionId: connection.id,
          freshness,
          priority,
          fraudPreventionHeaders,
          invoke: (call, nino) => deps.hmrc.retrieveFinalDeclarationObligations(call, { nino }),
        },
        use,
      );
      if (!declarations.ok) return declarations;
      await saveFinalDeclarations(store, connection.ownerId, clock.now(), declarations.value);
      return { ok: true } as const;
    });
  }

  const weathering = createWeathering(deps, storms, {
    renew: renewNow,
    askApi: askApiAgain,
    onOver: (tx, stormId) => hooks.onStormOver(tx, stormId),
  });

  /** Asks for the quarters once more, on behalf of a submission that waits: nobody else may be asked for without a click. */
  async function askApiAgain({ id, ownerId }: { id: string; ownerId: string }): Promise<CanaryResult> {
    const headers = await hooks.waitingClick(ownerId);
    if (headers === null) return 'untold';
    if ((await renewNow(id, 'probe-storm')) !== 'renewed') return 'untold';
    const how = { purpose: 'probe-storm', freshness: 'live', priority: 'background' } as const;
    const outcome = await refreshObligations({ id, ownerId }, { ...how, fraudPreventionHeaders: headers });
    if (outcome.ok) return 'renewed';
    return outcome.kind === 'storm' || outcome.kind === 'reconnect' ? 'refused' : 'untold';
  }

  /** Finds out whether HMRC still refuses everybody, and judges one by one whom it refused. For the background. */
  async function weatherStorms(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    await weathering.work(signal);
  }

  /** Has a pair renewed, however fresh it is and though HMRC may refuse everybody. */
  function renewNow(id: string, purpose: Purpose): Promise<CanaryResult> {
    return step(id, purpose, (use) => tokens.renewNow(id, use));
  }

  /** Has a pair renewed that was not renewed just now, for nobody who waits. */
  const renewFor = (id: string, purpose: Purpose) =>
    step(id, purpose, (use) => tokens.give(id, { freshness: 'fresh', priority: 'background' }, use));

  const obligations = (ownerId: string): Promise<Obligation[]> => store.obligations(ownerId);

  /** The final declarations that HMRC waits for or has, the oldest year first. */
  const finalDeclarations = (ownerId: string) => store.finalDeclarations(ownerId);

  /** The status alone. */
  async function status(ownerId: string): Promise<ConnectionStatus> {
    return (await store.ofOwner(ownerId))?.status ?? 'not-connected';
  }

  /** What the frame of every page tells. */
  async function trouble(ownerId: string): Promise<'expired' | 'held' | null> {
    const row = await store.ofOwner(ownerId);
    if (row?.status === 'expired') return 'expired';
    return row?.status === 'connected' && row.heldSince !== null ? 'held' : null;
  }

  /** Whether a permission that was given waits for HMRC to be asked whose account it is. */
  async function awaitsProof(person: { id: string; sessionId: string }): Promise<boolean> {
    return (await store.unproved(person.id, person.sessionId)) !== null;
  }

  return {
    /** Until so long after a loss, it may still turn out that HMRC refuses everybody. */
    lossIsSureAfterMs: deps.stormLimits.windowMs,
    view,
    maskedNino,
    awaitsProof,
    status,
    trouble,
    saveNino,
    begin: authorise.begin,
    finish: authorise.finish,
    checkAgain: authorise.checkAgain,
    disconnect,
    keepConnected,
    finishDisconnect,
    callHmrc,
    askForObligations,
    refreshObligations,
    obligations,
    finalDeclarations,
    weatherStorms,
    renew: (id: string) => renewFor(id, 'renewal'),
    /** Removes rows of the audit log that are older than need be. For the background. */
    forgetOldUses: uses.forgetOld,
    /** Waits until no renewal is under way in this process any more, and until the uses noted so far are in the audit log. */
    idle: async (): Promise<void> => {
      await tokens.idle();
      await uses.flush();
    },
    /** The same, when nothing comes any more. */
    close: async (): Promise<void> => {
      await tokens.idle();
      await uses.close();
    },
    businesses: (ownerId: string) => store.businesses(ownerId),
    history: (ownerId: string) => store.history(ownerId, mostHistoryRows),
  };
}

export type Connections = ReturnType<typeof createConnections>;
