import { readEnvironment, type EnvironmentConfig } from './config.ts';
import { launch, type Platform } from './launch.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';

/** Longer than any part takes to stop that is not stuck. */
const longestEndMs = 30_000;

const read = readEnvironment();
if (read.ok) await run(read.config);
else fail(read.problems);

async function run(settings: EnvironmentConfig): Promise<void> {
  const log = createLog(settings);
  const givenUp = new AbortController();
  const undo: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;

  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
      try {
        await step();
      } catch (error) {
        log.error({ err: error }, 'A part of the platform did not stop in order');
      }
    }
  };
  const end = (exitCode: number) => {
    givenUp.abort();
    if (ending !== undefined) return;
    // Postgres then stays, and the next start takes it over.
    setTimeout(() => process.exit(1), longestEndMs).unref();
    // While it starts, the step under way must first be done before it can be undone.
    ending = launching
      .catch(() => undefined)
      .then(stop)
      .then(() => process.exit(exitCode));
  };
  const endBadly = (error: unknown, message: string) => {
    log.fatal({ err: error }, message);
    end(1);
  };

  // Before anything is started, so that nothing is left behind by who gives up at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      end(0);
    });
  }
  process.on('uncaughtException', (error) => {
    endBadly(error, 'Something went wrong that nobody expected; the platform ends');
  });
  // Whoever read our output may have gone, which is no reason to stop.
  process.stdout.on('error', () => undefined);

  const launching = launch({
    settings,
    log,
    undoWith: (step) => undo.push(step),
    signal: givenUp.signal,
    onFatal: (reason) => {
      endBadly(undefined, reason);
    },
  });

  try {
    welcome(await launching);
  } catch (error) {
    if (givenUp.signal.aborted) return;
    await stop();
    if (error instanceof StartError) fail([error.message]);
    log.fatal({ err: error }, 'Quarterday could not start');
    fail(['Quarterday could not start: the reason is in the line above.']);
  }
}

function welcome({ config, demoUser }: Platform): void {
  const lines = ['', 'Quarterday is ready.', '', `  Quarterday  ${config.baseUrl}`];
  if (config.simulator !== undefined) {
    lines.push(`  Simulator   ${config.simulator.url}  (stands in for HMRC: nothing is sent to HMRC)`);
  }
  if (demoUser !== undefined) {
    lines.push(
      '',
      `  Sign in at the simulator with user ID ${demoUser.userId} and password ${demoUser.password}`,
    );
  }
  if (config.simulator !== undefined) {
    lines.push(
      '  The page of the simulator lists more test landlords, with their National Insurance numbers',
    );
  }
  lines.push('', 'Press Ctrl-C to stop.', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

function fail(problems: string[]): never {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
