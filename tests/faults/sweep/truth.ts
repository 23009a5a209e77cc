import { createSeals, type OpenPair } from '../../../apps/web/src/domain/connections/seals.ts';
import { createSealer } from '../../../apps/web/src/platform/encryption.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { sealingKeys } from '../../../apps/web/src/test/sealing-keys.ts';

type Token = ReturnType<Journey['control']['tokens']>['tokens'][number];

/** What HMRC and our database hold of a landlord, at a moment. */
export interface Truth {
  status: string;
  reason: string | null;
  /** Whether the last pair that HMRC gave is the one that our connection holds. */
  holdsNewest: boolean;
  /** Pairs in our database that HMRC would still take, each place by itself. */
  usablePairs: number;
  /** Whether a call to renew with the pair held may be under way, or have ended without anybody knowing how. */
  isInDoubt: boolean;
  /** The landlord withdrew the authority of the pair held at HMRC. */
  isWithdrawn: boolean;
  /** The last journey to HMRC's sign-in: whether its answer was used, and how it ended. */
  request: { isUsed: boolean; outcome: string | null } | null;
  /** The refresh token held, to tell one pair from another. Never printed. */
  held: string | null;
}

/** A sealer of our own, since what a test opens is nobody's use. */
const seals = createSeals(createSealer(sealingKeys));
const unnoted = { note: () => undefined, end: () => undefined };

export async function readTruth(journey: Journey, landlord: Landlord): Promise<Truth> {
  const row = await journey.connectionOf(landlord);
  const held = await openHeld(row);
  const { rows: requests } = await journey.pool.query<{
    id: string;
    sealed_tokens: string | null;
    used_at: Date | null;
    outcome: string | null;
  }>(
    `select id, sealed_tokens, used_at, outcome from authorisation_requests where owner_id = $1
     order by created_at desc, used_at nulls first`,
    [landlord.id],
  );
  const candidates: OpenPair[] = [];
  for (const { id, sealed_tokens: sealed } of requests) {
    if (sealed !== null) candidates.push(await seals.openCandidate(sealed, id, unnoted));
  }
  const issued = new Map(
    journey.control
      .tokens()
      .tokens.flatMap((token) =>
        token.refreshToken === undefined ? [] : [[token.refreshToken, token] as const],
      ),
  );
  const isTaken = async (pair: { accessToken: string }): Promise<boolean> => {
    const answer = await journey.hmrc.listIncomeAndExpenditureObligations(
      { accessToken: pair.accessToken, fraudPreventionHeaders: {} },
      { nino: landlord.nino, status: 'open' },
    );
    return answer.ok;
  };
  const newest = held && newestOf(issued.get(held.refreshToken), [...issued.values()]);
  const [request] = requests;
  return {
    status: row.status,
    reason: row.reason,
    holdsNewest: held !== null && newest?.refreshToken === held.refreshToken,
    usablePairs: (await Promise.all([...(held ? [held] : []), ...candidates].map(isTaken))).filter(Boolean)
      .length,
    isInDoubt: row.intentGeneration === row.generation,
    isWithdrawn: newest ? !(await isTaken(newest)) : false,
    request: request ? { isUsed: request.used_at !== null, outcome: request.outcome } : null,
    held: held?.refreshToken ?? null,
  };
}

async function openHeld(row: Awaited<ReturnType<Journey['connectionOf']>>): Promise<OpenPair | null> {
  const { id, generation, sealedTokens: sealed } = row;
  if (sealed === null) return null;
  return {
    accessToken: await seals.openAccessToken(sealed, id, generation, unnoted),
    refreshToken: await seals.openRefreshToken(sealed, id, generation, unnoted),
  };
}

/** The last pair of the same authority. */
function newestOf(token: Token | undefined, all: readonly Token[]): Token | undefined {
  return all.findLast(({ authorityId }) => authorityId !== undefined && authorityId === token?.authorityId);
}
