import { realConnections, type Hmrc } from './hmrc.ts';

/** One way of keeping tokens, with a few connections whose pairs HMRC knows. */
export interface Side {
  /** Makes the stored access token of a connection one that has ended. */
  expire(connection: number): Promise<void>;
  /** Asks for a connection's token. @throws when there is none */
  give(connection: number): Promise<string>;
  close(): Promise<void>;
}

/** A side, and how many ask it at once. */
export interface Contestant {
  side: Side;
  callers: number;
}

export interface Results {
  /** Of each round, from the first question to the last answer. */
  ms: number[];
  failedCallers: number;
  /** How often HMRC was asked to refresh, and how often it did. */
  asked: number;
  refreshed: number;
}

/**
 * Lets contestants refresh in turns, each going first as often as the others: what else the machine does meets all of them.
 *
 * @returns the results of each contestant
 */
export async function race(
  contestants: readonly Contestant[],
  run: { rounds: number; hmrc: Hmrc },
): Promise<Results[]> {
  const records = contestants.map((): Results => ({ ms: [], failedCallers: 0, asked: 0, refreshed: 0 }));
  for (let round = 0; round < run.rounds; round += 1) {
    const connection = round % realConnections;
    await run.hmrc.expireAccessTokens();
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const index = (round + turn) % contestants.length;
      const [contestant, record] = [contestants[index], records[index]];
      if (!contestant || !record) continue;
      await contestant.side.expire(connection);
      const { result, asked, done } = await run.hmrc.countRefreshes(() => askAtOnce(contestant, connection));
      record.ms.push(result.ms);
      record.failedCallers += result.failed;
      record.asked += asked;
      record.refreshed += done;
    }
  }
  return records;
}

async function askAtOnce({ side, callers }: Contestant, connection: number) {
  const began = performance.now();
  const answers = await Promise.allSettled(Array.from({ length: callers }, () => side.give(connection)));
  const ms = performance.now() - began;
  return { ms, failed: answers.filter(({ status }) => status === 'rejected').length };
}
