import { type EnvironmentConfig, type readConfig } from './config.ts';
import { connectionCommands } from './connection-operations.ts';
import { createAccountStore } from './data/accounts.ts';
import { connectDatabase } from './data/database.ts';
import { createOperatorView } from './data/operator.ts';
import { createAccounts } from './domain/accounts/index.ts';
import { findInstallation } from './installation.ts';
import { mailCommands } from './mail-operations.ts';
import { type Command, type Operation } from './operation.ts';
import { createSimulatorClock, createSystemClock } from './platform/clock.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMailer } from './platform/mail.ts';
import { redact } from './platform/redact.ts';
import { StartError } from './platform/start-error.ts';
import { textTable } from './platform/text-table.ts';

const hourMs = 60 * 60 * 1000;
const mostAlerts = 50;

const commands = new Map<string, Command>([
  ...connectionCommands,
  ...mailCommands,
  [
    'stuck',
    {
      usage: 'stuck',
      what: 'Submissions that have been processing for over an hour.',
      parameters: { least: 0, most: 0 },
      run: async ({ db, settings }) => {
        const stuck = await createOperatorView(db).stuckSince(await anHourAgo(settings));
        return textTable(
          ['submission', 'attempt', 'asked for', 'step', 'tries', 'next try', 'waiting for'],
          stuck.map((row) => [
            row.submissionId,
            row.attemptId,
            row.requestedAt.toISOString(),
            row.step ?? '-',
            String(row.tries),
            row.nextTryAt?.toISOString() ?? '-',
            row.waitingFor ?? '-',
          ]),
          'No submission has been processing for over an hour.',
        );
      },
    },
  ],
  [
    'alerts',
    {
      usage: 'alerts',
      what: `What the platform wants you to look at: the latest ${mostAlerts}, the newest first.`,
      parameters: { least: 0, most: 0 },
      run: async ({ db }) => {
        const alerts = await createOperatorView(db).latestAlerts(mostAlerts);
        return textTable(
          ['at', 'kind', 'detail'],
          alerts.map((row) => [row.at.toISOString(), row.kind, JSON.stringify(redact(row.detail))]),
          'There are no alerts.',
        );
      },
    },
  ],
  [
    'password-reset',
    {
      usage: 'password-reset EMAIL',
      what: 'Prints a link with which this person chooses a new password: once, within an hour.',
      parameters: { least: 1, most: 1 },
      run: printResetLink,
    },
  ],
]);

/**
 * Runs one command of the operator's.
 *
 * @param words the command and what follows it
 * @param read the settings, as the platform has them
 * @returns what to print, and the exit code
 */
export async function operate(
  words: readonly string[],
  read: ReturnType<typeof readConfig>,
): Promise<{ exitCode: 0 | 1; text: string }> {
  const [name, ...parameters] = words;
  if (name === 'help' || name === '--help' || name === '-h') return { exitCode: 0, text: help() };
  const command = commands.get(name ?? '');
  if (!command) {
    const what = name === undefined ? 'Name a command.' : `There is no command "${name}".`;
    return { exitCode: 1, text: `${what}\n\n${help()}` };
  }
  const { least, most } = command.parameters;
  if (parameters.length < least || parameters.length > most) {
    return { exitCode: 1, text: `It is: npm run ops -- ${command.usage}` };
  }
  if (!read.ok) return { exitCode: 1, text: read.problems.join('\n') };
  return await runCommand(command, parameters, read.config);
}

async function runCommand(
  command: Command,
  parameters: readonly string[],
  settings: EnvironmentConfig,
): Promise<{ exitCode: 0 | 1; text: string }> {
  let close: (() => Promise<void>) | undefined;
  try {
    const { databaseUrl, authSecret } = findInstallation(settings);
    const database = connectDatabase(databaseUrl, { max: 2 });
    close = database.close;
    // A session that the server ends while nobody uses it; a query that suffers from it says so itself.
    database.pool.on('error', () => undefined);
    return { exitCode: 0, text: await command.run({ db: database.db, settings, authSecret, parameters }) };
  } catch (error) {
    if (error instanceof StartError) return { exitCode: 1, text: error.message };
    logOf(settings).error(error);
    return { exitCode: 1, text: 'The command did not work: the reason is in the line above.' };
  } finally {
    await close?.();
  }
}

async function printResetLink({
  db,
  settings,
  authSecret,
  parameters: [email = ''],
}: Operation): Promise<string> {
  if (authSecret === undefined) throw new StartError('Set AUTH_SECRET or DATA_DIR as the platform has it.');
  const log = logOf(settings);
  const accounts = createAccounts({
    store: createAccountStore(db),
    mailer: createMailer({ smtpUrl: undefined, from: settings.mail.from, log }),
    log,
    clock: createSystemClock(),
    baseUrl: settings.baseUrl,
    authSecret,
    maskedNinoOf: () => Promise.resolve(null),
  });
  const link = await accounts.createResetLink(email);
  if (link === undefined) throw new StartError('There is no account with this email address.');
  return `Give this link to its owner, and to nobody else. It works once, within an hour.\n\n${link}`;
}

/** By the platform's clock, which is the simulator's where one is used. */
async function anHourAgo({ hmrc }: EnvironmentConfig): Promise<Date> {
  const clock = hmrc.environment === 'simulator' ? createSimulatorClock(hmrc.apiUrl) : createSystemClock();
  await clock.follow();
  return new Date(clock.now().getTime() - hourMs);
}

function help(): string {
  const width = Math.max(...[...commands.values()].map(({ usage }) => usage.length));
  const lines = [...commands.values()].map(({ usage, what }) => `  ${usage.padEnd(width)}  ${what}`);
  return [
    'For whoever runs this Quarterday. Use it where the platform runs, with the same variables set.',
    '',
    '  npm run ops -- COMMAND',
    '',
    ...lines,
  ].join('\n');
}

/** Beside what is printed, so that this can be read by other programs. */
function logOf(settings: EnvironmentConfig): Log {
  return createLog(settings, { write: (line) => process.stderr.write(line) });
}
