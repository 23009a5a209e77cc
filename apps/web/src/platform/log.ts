import { pino, type Bindings, type DestinationStream, type Logger } from 'pino';
import { redact } from './redact.ts';

export type Log = Logger;

/**
 * Makes the platform's log: JSON lines on standard output, or one readable line each where a person watches a terminal.
 * Whatever is logged goes through `redact` first, messages and child bindings included.
 */
export function createLog(
  options: { logLevel: string },
  destination: DestinationStream = standardOutput(),
): Log {
  const log = pino(
    {
      level: options.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
      },
      // pino would otherwise serialise errors again, from what redact has already made plain.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod([first, ...rest], method) {
          const safeRest = rest.map((part) => redact(part));
          const safeFirst = first instanceof Error ? { err: redact(first) } : redact(first);
          const message =
            first instanceof Error && safeRest.length === 0 ? [redact(first.message)] : safeRest;
          // The hook's tuple type knows only a string or an object first, which is what redact gives back here.
          method.apply(this, [safeFirst, ...message] as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
  // Bindings of a child log do not pass through the hook above. Children inherit this in turn.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy calls it on the log that was asked
  log.child = new Proxy(log.child, {
    apply: (makeChild, self: Log, [bindings, ...rest]: [Bindings, ...unknown[]]): unknown =>
      Reflect.apply(makeChild, self, [asRecord(redact(bindings)), ...rest]),
  });
  return log;
}

function standardOutput(): DestinationStream {
  if (!process.stdout.isTTY) return pino.destination({ fd: 1, sync: true });
  return { write: (line) => process.stdout.write(readable(line)) };
}

/** `07:15:02 warn  Postgres was left running  port=5433` */
function readable(line: string): string {
  const { time, level, msg, err, ...rest } = asRecord(JSON.parse(line));
  const details = Object.entries(rest).map(([key, value]) => `${key}=${plain(value)}`);
  const stack = plain(asRecord(err)['stack'] ?? asRecord(err)['message']);
  const head = [plain(time).slice(11, 19), plain(level).padEnd(5), plain(msg), ...details].join(' ');
  return `${head}${stack ? `\n${stack}` : ''}\n`;
}

const plain = (value: unknown) =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
