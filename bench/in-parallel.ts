/** Makes a number of calls with so many under way at a time; the milliseconds they took together. */
export async function inParallel(calls: number, atOnce: number, one: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - began;
}
