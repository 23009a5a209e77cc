/**
 * Lets work with the same key run one after another within this process, in the order it came.
 *
 * Only running work counts: a step that waits for its next try holds up nobody.
 */
export function createTurns() {
  const lastByKey = new Map<string, Promise<unknown>>();

  return async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = lastByKey.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    lastByKey.set(key, mine);
    try {
      return await mine;
    } finally {
      if (lastByKey.get(key) === mine) lastByKey.delete(key);
    }
  };
}
