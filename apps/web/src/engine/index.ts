import { type EngineOptions, type RunningEngine } from './options.ts';

/** Makes the engine the configuration asks for. Its library is loaded by `start`, and only the one that is used. */
export function createEngine(options: EngineOptions): RunningEngine {
  let running: Promise<RunningEngine> | undefined;
  const load = () =>
    (running ??=
      options.engine === 'inngest'
        ? import('./inngest.ts').then(({ createInngestEngine }) => createInngestEngine(options))
        : import('./embedded.ts').then(({ createEmbeddedEngine }) => createEmbeddedEngine(options)));

  return {
    start: async (functions) => (await load()).start(functions),
    send: async (event) => (await load()).send(event),
    stop: async () => (await running)?.stop(),
    answer:
      options.engine === 'inngest'
        ? async (request) => (await load()).answer?.(request) ?? new Response(null, { status: 404 })
        : undefined,
  };
}
