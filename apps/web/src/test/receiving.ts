import { expect } from 'vitest';

import { createEvidenceStore } from '../data/evidence.ts';
import { createReceipts } from '../domain/receipts/index.ts';
import { problemsOf } from './chains.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { createUpdates } from './updates.ts';

/** Receipts of a journey's landlords, and the records of evidence they are made of. */
export function createReceiving(journey: Journey) {
  const updates = createUpdates(journey);
  const receipts = createReceipts({
    store: createEvidenceStore(journey.db),
    submissions: journey.submissions,
  });

  /** A fault of HMRC's once, where an update is sent. */
  const fault = (landlord: Landlord, name: string, more: object = {}) =>
    journey.control.addFault({
      name,
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
      times: 1,
      ...more,
    });

  async function receiptOf(landlord: Landlord, submissionId: string) {
    const receipt = await receipts.one(landlord.id, submissionId);
    if (!receipt?.attempts[0]) throw new Error('There is no receipt.');
    return { ...receipt, latest: receipt.attempts[0] };
  }

  /** The records of a landlord's chain, which must fit. */
  async function chainOf(landlord: Landlord) {
    const rows = await receipts.chain(landlord.id);
    expect(problemsOf(rows)).toEqual([]);
    return rows;
  }
  const kindsOf = async (landlord: Landlord) => (await chainOf(landlord)).map(({ kind }) => kind);

  /** An update that HMRC took. */
  async function addSubmitted() {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    return { landlord, submissionId, event };
  }

  return { updates, receipts, fault, receiptOf, chainOf, kindsOf, addSubmitted };
}

export type Receiving = ReturnType<typeof createReceiving>;
