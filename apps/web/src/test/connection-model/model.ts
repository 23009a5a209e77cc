import { type ConnectionReason, type ConnectionStatus } from '../../domain/connections/index.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** What a connection is expected to be: so little that it is plainly right. */
export interface Model {
  now: number;
  status: ConnectionStatus;
  reason: ConnectionReason | null;
  pair: Pair | null;
  /** What the history tells, oldest first. */
  history: string[];
}

interface Pair {
  renewedAt: number;
  /** Whether HMRC still takes it; it works once. */
  isLive: boolean;
  /** Whether a renewal ended without anybody knowing how. */
  inDoubt: boolean;
  authority: { endsAt: number; isRevoked: boolean };
}

export function newModel(now: number): Model {
  return { now, status: 'not-connected', reason: null, pair: null, history: [] };
}

export function connect(model: Model): void {
  model.history.push(model.status === 'not-connected' ? 'connected' : 'reconnected');
  const endsAt = new Date(model.now);
  endsAt.setUTCMonth(endsAt.getUTCMonth() + 18);
  model.pair = {
    renewedAt: model.now,
    isLive: true,
    inDoubt: false,
    authority: { endsAt: endsAt.getTime(), isRevoked: false },
  };
  model.status = 'connected';
  model.reason = null;
}

export function disconnect(model: Model): void {
  if (model.status === 'not-connected') return;
  model.history.push('disconnected');
  Object.assign(model, { status: 'not-connected', reason: 'disconnected', pair: null });
}

export function revoke({ pair }: Model): void {
  if (pair) pair.authority.isRevoked = true;
}

const hasAuthority = ({ pair, now }: Model): boolean =>
  pair !== null && !pair.authority.isRevoked && now < pair.authority.endsAt;

/** Whether HMRC would renew the pair. */
export const isRenewable = (model: Model): boolean => model.pair?.isLive === true && hasAuthority(model);

/** Whether HMRC must be asked for a new pair before a call. */
export function needsRenewal(model: Model, freshness: 'live' | 'fresh'): boolean {
  if (model.status !== 'connected' || !model.pair) return false;
  const ageMs = model.now - model.pair.renewedAt;
  // Three minutes of the four hours are spared.
  if (ageMs >= 4 * hourMs - 3 * minuteMs) return true;
  if (freshness === 'fresh') return ageMs >= 5 * minuteMs;
  return false;
}

/** Whether a call finds out that its token is dead although it looked good. */
export const isDeadUnseen = (model: Model): boolean => model.status === 'connected' && !isRenewable(model);

/** HMRC renews the pair, or says that it won't. */
export function renew(model: Model): void {
  if (!model.pair) return;
  if (!isRenewable(model)) {
    refuse(model);
    return;
  }
  model.pair.renewedAt = model.now;
  model.pair.inDoubt = false;
  model.history.push('renewed');
}

export function refuse(model: Model): void {
  model.status = 'expired';
  model.reason = model.pair?.inDoubt ? 'lost-during-renewal' : 'authority-ended';
  model.history.push(`expired ${model.reason}`);
}

/** A renewal of which nobody heard: whether HMRC did it is not known here, but to HMRC. */
export function lose(model: Model, didHmrcDoIt: boolean): void {
  if (!model.pair) return;
  model.pair.inDoubt = true;
  if (didHmrcDoIt) model.pair.isLive = false;
}
