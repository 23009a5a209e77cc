import { type EnvironmentConfig, type readConfig } from './config.ts';
import { connectDatabase } from './data/database.ts';
import { createReclassificationStore } from './data/reclassification.ts';
import { createReclassification, type Misfiled } from './domain/submissions/index.ts';
import { findInstallation } from './installation.ts';
import { createSystemClock } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';
import { textTable } from './platform/text-table.ts';

const usage = [
  'Finds submissions that are down as rejected although HMRC had refused the connection or our application, not the figures.',
  'Use it where the platform runs, with the same variables set.',
  '',
  '  npm run reclassify             Lists them, and changes nothing.',
  '  npm run reclassify -- --apply  Makes them failed; what stood there before is kept with them.',
].join('\n');

/** @param words what follows the command  @returns what to print, and the exit code */
export async function reclassify(
  words: readonly string[],
  read: ReturnType<typeof readConfig>,
): Promise<{ exitCode: 0 | 1; text: string }> {
  const [option] = words;
  if (words.length > 1 || (option !== undefined && option !== '--apply')) {
    return { exitCode: option === '--help' || option === '-h' ? 0 : 1, text: usage };
  }
  if (!read.ok) return { exitCode: 1, text: read.problems.join('\n') };
  try {
    return { exitCode: 0, text: await run(read.config, option === '--apply') };
  } catch (error) {
    if (error instanceof StartError) return { exitCode: 1, text: error.message };
    createLog(read.config, { write: (line) => process.stderr.write(line) }).error(error);
    return { exitCode: 1, text: 'The command did not work: the reason is in the line above.' };
  }
}

async function run(settings: EnvironmentConfig, isApplied: boolean): Promise<string> {
  const database = connectDatabase(findInstallation(settings).databaseUrl, { max: 2 });
  database.pool.on('error', () => undefined);
  try {
    const clock = createSystemClock();
    const store = createReclassificationStore(database.db);
    const { find, apply } = createReclassification({ store, clock });
    const found = await find();
    const table = tableOf(found);
    if (found.length === 0) return table;
    if (!isApplied)
      return `${table}\n\nNothing was changed. To make them failed: npm run reclassify -- --apply`;
    return `${table}\n\n${await apply()} of ${found.length} are failed now, and say why.`;
  } finally {
    await database.close();
  }
}

function tableOf(found: readonly Misfiled[]): string {
  return textTable(
    ['submission', 'attempt', 'kind', 'asked for', 'HMRC answered', 'to be mended by'],
    found.map((each) => [
      each.submissionId,
      each.attemptId,
      each.kind,
      each.requestedAt.toISOString(),
      `${each.httpStatus ?? '-'} ${each.code}`,
      each.owner,
    ]),
    'No rejected submission was refused for its connection, or for our application.',
  );
}
