#!/usr/bin/env node
import { createSimulator, defaultApplication, SimulatorError, type SimulatorOptions } from './index.ts';
import { LONGEST_REFRESH_SECONDS, LONGEST_WAIT_SECONDS } from './options.ts';

const USAGE = `Starts HMRC's stand-in and serves until it is told to end. Its settings are environment variables:

  SIMULATOR_PORT                      default 3001; 0 for any free one
  SIMULATOR_HOST                      default 127.0.0.1
  SIMULATOR_STATE_FILE                where everything is kept; default nowhere
  SIMULATOR_CLIENT_ID                 default ${defaultApplication.clientId}
  SIMULATOR_CLIENT_SECRET             default ${defaultApplication.clientSecret}
  SIMULATOR_REDIRECT_URI              default ${defaultApplication.redirectUris.join()}; several with commas
  SIMULATOR_START_AT                  default 2026-10-06T09:00:00Z, at the very first start
  SIMULATOR_REQUESTS_PER_SECOND       default 3; 0 for no limit
  SIMULATOR_CALCULATION_SECONDS       how long a tax calculation takes; default 5
  SIMULATOR_REFRESH_SECONDS           how long a refresh of tokens takes, in real time; default 0
  SIMULATOR_OBLIGATION_DELAY_SECONDS  how long after an update its obligation is met; default 0

For example: SIMULATOR_PORT=4000 hmrc-simulator
`;

/** A simulator as a process of its own; its settings are the SIMULATOR_ variables the README lists. */
async function main(): Promise<void> {
  const { env } = process;
  const [argument] = process.argv.slice(2);
  if (argument === '--help' || argument === '-h') {
    process.stdout.write(USAGE);
    return;
  }
  if (argument !== undefined) {
    throw new SimulatorError(
      'bad-option',
      `"${argument}" is not understood: settings are environment variables, which --help lists.`,
    );
  }
  const simulator = await createSimulator(readOptions(env));
  const { url } = await simulator.listen(
    readPort(env['SIMULATOR_PORT']),
    env['SIMULATOR_HOST'] ?? '127.0.0.1',
  );

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    simulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        fail(error);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // Whoever started us by fork has gone: a simulator without its platform is of no use.
  process.on('disconnect', end);
  process.stdout.write(`HMRC simulator ready on ${url}\n`);
  process.send?.({ ready: true, url });
}

function readOptions(env: NodeJS.ProcessEnv): SimulatorOptions {
  const redirectUris = env['SIMULATOR_REDIRECT_URI']?.split(/[\s,]+/).filter((uri) => uri !== '');
  const rate = env['SIMULATOR_REQUESTS_PER_SECOND'];
  const calculation = env['SIMULATOR_CALCULATION_SECONDS'];
  const refresh = env['SIMULATOR_REFRESH_SECONDS'];
  const delay = env['SIMULATOR_OBLIGATION_DELAY_SECONDS'];
  return {
    ...(env['SIMULATOR_STATE_FILE'] && { stateFile: env['SIMULATOR_STATE_FILE'] }),
    ...(env['SIMULATOR_CLIENT_ID'] && { clientId: env['SIMULATOR_CLIENT_ID'] }),
    ...(env['SIMULATOR_CLIENT_SECRET'] && { clientSecret: env['SIMULATOR_CLIENT_SECRET'] }),
    ...(redirectUris?.length && { redirectUris }),
    ...(env['SIMULATOR_START_AT'] && { startAt: env['SIMULATOR_START_AT'] }),
    ...(rate && { requestsPerSecond: readNumber('SIMULATOR_REQUESTS_PER_SECOND', rate, 100_000) }),
    ...(calculation && {
      calculationSeconds: readNumber('SIMULATOR_CALCULATION_SECONDS', calculation, LONGEST_WAIT_SECONDS),
    }),
    ...(refresh && {
      refreshSeconds: readNumber('SIMULATOR_REFRESH_SECONDS', refresh, LONGEST_REFRESH_SECONDS),
    }),
    ...(delay && {
      obligationDelaySeconds: readNumber('SIMULATOR_OBLIGATION_DELAY_SECONDS', delay, LONGEST_WAIT_SECONDS),
    }),
  };
}

function readPort(text: string | undefined): number {
  return text ? readNumber('SIMULATOR_PORT', text, 65_535) : 3001;
}

function readNumber(name: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new SimulatorError('bad-option', `${name} has to be a whole number from 0 to ${largest}.`);
}

function fail(error: unknown): never {
  const message = error instanceof SimulatorError ? error.message : `The simulator failed: ${String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

main().catch(fail);
