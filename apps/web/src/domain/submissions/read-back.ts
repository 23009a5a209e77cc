import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import { type CallOutcome, type Purpose } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type Asked, type Held } from './flow.ts';
import { type Work } from './work.ts';

interface Unknown {
  kind: 'unknown';
  outcome: Extract<CallOutcome<unknown>, { ok: false }>;
}

/** What HMRC's own copy tells of an attempt. */
export type Copy =
  | { kind: 'same'; correlationId: string | null }
  | { kind: 'different' }
  /** HMRC shows no copy of this kind: only sending once more tells. */
  | { kind: 'none' }
  | Unknown;

/** What HMRC has already of what is to be sent, where that makes a difference. */
export type Found =
  { kind: 'held'; held: Held; correlationId: string | null } | { kind: 'nothing' } | Unknown;

/** What HMRC has one of for a business and year has no id that must be asked for. */
const noId = { kind: 'told', value: '' } as const;

/** Reads HMRC's copy and compares it with what was sent. */
export function createReadBack(deps: SubmissionDeps) {
  /** One question to HMRC about what an attempt sends; that there is nothing is null. */
  async function ask<T>(
    work: Work,
    purpose: Purpose,
    invoke: (call: HmrcCall, asked: Asked<unknown>) => Promise<HmrcResult<T>>,
  ): Promise<{ kind: 'told'; value: T | null; correlationId: string | null } | Unknown> {
    const outcome = await deps.connections.callHmrc({
      connectionId: work.connectionId,
      purpose,
      freshness: 'live',
      priority: 'background',
      fraudPreventionHeaders: work.headers,
      invoke: (call, nino) =>
        invoke(call, { nino, submission: work.submission, figures: work.attempt.figures }),
    });
    if (outcome.ok) {
      return { kind: 'told', value: outcome.value, correlationId: outcome.answer.correlationId };
    }
    // Nothing there at all: HMRC has nothing of this kind.
    const isEmpty = outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there';
    return isEmpty ? { kind: 'told', value: null, correlationId: null } : { kind: 'unknown', outcome };
  }

  /** Finds what HMRC has already; nothing, without a call, for kinds where that makes no difference. */
  async function find(work: Work, purpose: Purpose): Promise<Found> {
    const { finding } = work.flow;
    if (!finding) return { kind: 'nothing' };
    const { id: askId } = finding;
    const id = askId ? await ask(work, purpose, askId) : noId;
    if (id.kind === 'unknown') return id;
    const { value } = id;
    if (value === null) return { kind: 'nothing' };
    const held = await ask(work, purpose, (call, asked) => finding.held(call, asked, value));
    if (held.kind === 'unknown') return held;
    return held.value === null
      ? { kind: 'nothing' }
      : { kind: 'held', held: held.value, correlationId: held.correlationId };
  }

  async function look(work: Work, purpose: Purpose): Promise<Copy> {
    const { readCopy, finding } = work.flow;
    if (finding) {
      const found = await find(work, purpose);
      if (found.kind === 'unknown') return found;
      const isSame = found.kind === 'held' && found.held.isSame;
      return isSame ? { kind: 'same', correlationId: found.correlationId } : { kind: 'different' };
    }
    if (!readCopy) return { kind: 'none' };
    const copy = await ask(work, purpose, readCopy);
    if (copy.kind === 'unknown') return copy;
    return copy.value === true ? { kind: 'same', correlationId: copy.correlationId } : { kind: 'different' };
  }

  return { look, find };
}

export type ReadBack = ReturnType<typeof createReadBack>;
