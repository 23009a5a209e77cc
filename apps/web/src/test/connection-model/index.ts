import fc from 'fast-check';

import { plainCommands } from './commands.ts';
import { mishaps } from './mishaps.ts';
import { connect, newModel } from './model.ts';
import { startsAt } from '../journey.ts';
import { createWorlds } from './world.ts';

/**
 * Runs random commands against a connection and a small model of one, and compares the two after each.
 *
 * @returns the commands that were run
 */
export async function holdAgainstModel({
  numRuns,
  seed,
}: {
  numRuns: number;
  seed: number;
}): Promise<string[]> {
  const worlds = await createWorlds();
  const done: string[] = [];
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([...plainCommands, ...mishaps], { maxCommands: 40, size: 'max' }),
        async (commands) => {
          await fc.asyncModelRun(async () => {
            const now = Date.parse(startsAt);
            const real = await worlds.createWorld(done);
            await real.setTime(now);
            const model = newModel(now);
            await real.journey.connect(real.landlord);
            connect(model);
            return { model, real };
          }, commands);
        },
      ),
      { numRuns, seed },
    );
  } finally {
    await worlds.close();
  }
  return done;
}
