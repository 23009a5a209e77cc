#!/usr/bin/env node
import { createSimulator, SimulatorError, type SimulatorOptions } from './index.ts';

/** A simulator as a process of its own; its settings are the SIMULATOR_ variables the README lists. */
async function main(): Promise<void> {
  const { env } = process;
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
  const delay = env['SIMULATOR_OBLIGATION_DELAY_SECONDS'];
  return {
    ...(env['SIMULATOR_STATE_FILE'] && { stateFile: env['SIMULATOR_STATE_FILE'] }),
    ...(env['SIMULATOR_CLIENT_ID'] && { clientId: env['SIMULATOR_CLIENT_ID'] }),
    ...(env['SIMULATOR_CLIENT_SECRET'] && { clientSecret: env['SIMULATOR_CLIENT_SECRET'] }),
    ...(redirectUris?.length && { redirectUris }),
    ...(env['SIMULATOR_START_AT'] && { startAt: env['SIMULATOR_START_AT'] }),
    ...(rate && { requestsPerSecond: readNumber('SIMULATOR_REQUESTS_PER_SECOND', rate, 100_000) }),
    ...(calculation && {
      calculationSeconds: readNumber('SIMULATOR_CALCULATION_SECONDS', calculation, 86_400),
    }),
    ...(delay && {
      obligationDelaySeconds: readNumber('SIMULATOR_OBLIGATION_DELAY_SECONDS', delay, 86_400),
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
