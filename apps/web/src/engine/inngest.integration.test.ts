import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../platform/log.ts';
import { type InngestServer, openInngest } from '../test/inngest-server.ts';
import { startInngestStandIn, type StandInOptions } from '../test/inngest-stand-in/index.ts';
import { signatureOf } from '../test/inngest-stand-in/signatures.ts';
import { createSampleRuns } from '../test/sample-runs.ts';
import { type EngineFunction } from './port.ts';

const patience = { timeout: 20_000, interval: 10 };

// What the flow tests do not show of the engine on Inngest, on a stand-in that speaks its protocol.
const samples = createSampleRuns(20_000);
const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function openStandIn(options: StandInOptions = {}) {
  const standIn = await startInngestStandIn({ leastWaitMs: 0, waitMs: () => 50, ...options });
  undo.push(() => standIn.close());
  const keys: InngestServer['keys'] = {
    eventKey: standIn.eventKey,
    signingKey: standIn.signingKey,
    signingKeyFallback: undefined,
    baseUrl: standIn.url,
    isDev: false,
  };
  return { standIn, keys };
}

type Opening = Parameters<typeof openInngest>[1] & { functions?: EngineFunction[] };

async function openApp({ functions = [samples.engineFunction], ...opening }: Opening) {
  const logged: string[] = [];
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void logged.push(line) });
  const app = await openInngest(20, { ...opening, engine: { log, stopWaitMs: 500, ...opening.engine } });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await app.close();
    await app.engine.stop();
  };
  undo.push(close);
  await app.engine.start(functions);
  return { ...app, close, logged, handler: `${app.url}/api/inngest` };
}

describe('registering with Inngest', () => {
  it('makes each function known, and the one for runs that Inngest gives up', async () => {
    const { standIn, keys } = await openStandIn();
    const { handler, engine } = await openApp({ keys });
    await samples.outcomeOf(engine, {});
    const [app] = standIn.apps();
    expect(app).toMatchObject({ appName: 'quarterday', url: handler });
    expect(app?.functions.map(({ id }) => id)).toEqual(['quarterday-sample', 'quarterday-sample-failure']);
    expect(standIn.refused()).toEqual([]);
  });

  it.each([
    ['is away', () => new Response('Bad gateway', { status: 502 })],
    // As the specification has it, and as Inngest's server does it: the status is in the answer, not in its text.
    ['refuses them', () => Response.json({ error: 'Expected server kind dev, got cloud' }, { status: 400 })],
  ])('hands over no event while Inngest %s, since it would forget it', async (_why, refusal) => {
    let answerRegistration: (() => Response) | undefined = refusal;
    const { standIn, keys } = await openStandIn({ answerRegistration: () => answerRegistration?.() });
    const { engine, logged } = await openApp({ keys, engine: { registerAgainMs: 50 } });
    await expect(samples.send(engine, {})).rejects.toThrow('does not know the functions');
    expect(standIn.kept()).toBe('');
    expect(logged.join('\n')).toContain('Inngest does not know the functions yet');
    answerRegistration = undefined;
    await vi.waitFor(() => {
      expect(standIn.apps()).toHaveLength(1);
    }, patience);
    expect(await samples.outcomeOf(engine, {})).toContain('end FIRST');
  });

  it('lets nobody register without the signing key', async () => {
    const { standIn, keys } = await openStandIn();
    const { handler, engine } = await openApp({ keys });
    await samples.outcomeOf(engine, {});
    standIn.forgetApps();
    expect((await fetch(handler, { method: 'PUT' })).status).toBe(401);
    expect(standIn.apps()).toEqual([]);
    const headers = { 'x-inngest-signature': signatureOf('', standIn.signingKey) };
    expect((await fetch(handler, { method: 'PUT', headers })).status).toBe(200);
    expect(standIn.apps()).toHaveLength(1);
  });

  it.each(['signingKey', 'signingKeyFallback'] as const)(
    "works while keys are changed, with Inngest's one as %s",
    async (place) => {
      const { standIn, keys } = await openStandIn();
      const ofOurs = `signkey-test-${'ab'.repeat(32)}`;
      const both = { signingKey: ofOurs, signingKeyFallback: ofOurs, [place]: standIn.signingKey };
      const { engine } = await openApp({ keys: { ...keys, ...both } });
      expect(await samples.outcomeOf(engine, {})).toEqual(['first 1', 'second 1', 'end FIRST']);
    },
  );
});

describe('a run on Inngest', () => {
  it('goes on where it was once the app has been replaced by another process', async () => {
    const { standIn, keys } = await openStandIn({ waitMs: () => 500 });
    const { engine, port, close } = await openApp({ keys });
    const id = await samples.send(engine, { second: ['hang'] });
    await samples.untilWritten(id, 'second 1');
    await close();
    await vi.waitFor(() => {
      expect(standIn.runsOf(id)[0]?.calls.at(-1)?.outcome).toBe('unreachable');
    }, patience);
    await openApp({ keys, port });
    await samples.untilEnded(id);
    const [run] = standIn.runsOf(id);
    // A call that nobody answered counts as a try.
    expect(samples.linesOf(id).at(-2)).toMatch(/^second [2-8]$/);
    expect(samples.linesOf(id).filter((line) => line.startsWith('first'))).toEqual(['first 1']);
    await vi.waitFor(() => {
      expect(run?.status).toBe('completed');
    }, patience);
  });

  it('goes on where it was once Inngest has been away, and repeats no finished step', async () => {
    const { standIn, keys } = await openStandIn();
    const { engine } = await openApp({ keys });
    const id = await samples.send(engine, { second: ['hang'] });
    await samples.untilWritten(id, 'second 1');
    await standIn.close();
    samples.setPlan(id, {});
    await expect(samples.send(engine, {})).rejects.toThrow();
    await standIn.open();
    await samples.untilEnded(id);
    expect(samples.linesOf(id)).toEqual(['first 1', 'second 1', 'second 1', 'end FIRST']);
  });

  it('is tried again no sooner than the policy says', async () => {
    const { standIn, keys } = await openStandIn();
    const { engine } = await openApp({ keys });
    const id = await samples.send(engine, { first: Array<'later'>(4).fill('later') });
    await samples.untilEnded(id);
    const calls = standIn.runsOf(id)[0]?.calls ?? [];
    const waits = calls.slice(1, 5).map(({ startedAt }, index) => startedAt - (calls[index]?.startedAt ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(20 * 2 ** index);
  });

  it('is written down once for each try that failed, and not as an error', async () => {
    const { keys } = await openStandIn();
    const { engine, logged } = await openApp({ keys });
    await samples.outcomeOf(engine, { second: ['later', 'break', 'never'] });
    const lines = logged.map((line) => JSON.parse(line) as { level: string; msg: string });
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(lines.filter(({ level }) => level === 'warn').map(({ msg }) => msg)).toEqual(
      Array<string>(3).fill('A step did not get through'),
    );
  });

  it('gets a moment for the step that runs when the platform stops, and takes up no other', async () => {
    const { standIn, keys } = await openStandIn();
    const { engine } = await openApp({ keys });
    const id = await samples.send(engine, { second: ['slow'] });
    await samples.untilWritten(id, 'second 1');
    await engine.stop();
    expect(samples.linesOf(id)).toEqual(['first 1', 'second 1', 'end FIRST']);
    // The answer to the step is known to Inngest, which asks for the end of the run and gets none.
    await vi.waitFor(() => {
      expect(standIn.runsOf(id)[0]?.calls.map(({ outcome }) => outcome)).toEqual(
        expect.arrayContaining(['step-done', 'step-done', 'failed']),
      );
    }, patience);
  });

  it('has one step at a time for a connection, and does not hold up others while it waits', async () => {
    const { keys } = await openStandIn();
    const { engine } = await openApp({ keys });
    const connectionId = 'shared';
    const stuck = await samples.send(engine, { first: ['hang'] }, { connectionId });
    await samples.untilWritten(stuck, 'first 1');
    const behind = await samples.send(engine, {}, { connectionId });
    expect(await samples.outcomeOf(engine, {})).toContain('end FIRST');
    expect(samples.linesOf(behind)).toEqual([]);
  });

  it('is told as failed where Inngest gives it up by itself', async () => {
    const { standIn, keys } = await openStandIn();
    const before = (request: Request) =>
      request.url.includes('fnId=quarterday-sample&')
        ? new Response('The app is being replaced', { status: 502 })
        : undefined;
    const { engine } = await openApp({ keys, before });
    const id = await samples.send(engine, {});
    await samples.untilEnded(id);
    expect(samples.linesOf(id)).toEqual(['failure  used up']);
    const [run] = standIn.runsOf(id);
    expect([run?.status, run?.calls.length]).toEqual(['failed', 8]);
  });
});
