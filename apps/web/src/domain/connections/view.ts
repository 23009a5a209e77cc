import { type ConnectionRow } from '../../data/connections.ts';
import { londonDate } from '../../platform/clock.ts';
import { type ConnectionStatus, type ReasonText, reasonText } from './rules.ts';

/** A connection as its owner sees it. */
export interface ConnectionView {
  id: string | null;
  status: ConnectionStatus;
  /** Why it is not connected; null while it is. */
  reason: ReasonText | null;
  reasonKey: string | null;
  /** Whether the owner has given a NINO; the number itself stays sealed. */
  hasNino: boolean;
  environment: string;
  connectedAt: Date | null;
  refreshedAt: Date | null;
  /** When the authority was given at HMRC. */
  consentedAt: Date | null;
  authorityEndsOn: string | null;
  expiredAt: Date | null;
  itsaStatus: string | null;
  /** Since when HMRC's refusal waits to be judged, because it refused many others too. */
  heldSince: Date | null;
  disconnectRequestedAt: Date | null;
}

/** A connection as it stands. */
export function viewOf(row: ConnectionRow): ConnectionView {
  return {
    id: row.id,
    status: row.status,
    reason: row.status === 'connected' ? null : reasonOf(row),
    reasonKey: row.status === 'connected' ? null : (row.reason ?? 'never-connected'),
    hasNino: row.sealedNino !== null,
    environment: row.environment,
    connectedAt: row.connectedAt,
    refreshedAt: row.refreshedAt,
    consentedAt: row.consentedAt,
    authorityEndsOn: row.authorityEndsOn,
    expiredAt: row.expiredAt,
    itsaStatus: row.itsaStatus,
    heldSince: row.status === 'connected' ? row.heldSince : null,
    disconnectRequestedAt: row.disconnectRequestedAt,
  };
}

/** Why a connection can't be used; of a lost one as much as its dates tell. */
function reasonOf(row: ConnectionRow): ReasonText {
  const { expiredAt, authorityEndsOn: endsOn } = row;
  const loss = expiredAt && endsOn !== null ? { on: londonDate(expiredAt), endsOn } : undefined;
  return reasonText(row.reason ?? 'never-connected', row.status, loss);
}

/** What somebody sees who has no connection yet. */
export function nothingYet(environment: string): ConnectionView {
  return {
    id: null,
    status: 'not-connected',
    reason: reasonText('never-connected'),
    reasonKey: 'never-connected',
    hasNino: false,
    environment,
    connectedAt: null,
    refreshedAt: null,
    consentedAt: null,
    authorityEndsOn: null,
    expiredAt: null,
    itsaStatus: null,
    heldSince: null,
    disconnectRequestedAt: null,
  };
}
