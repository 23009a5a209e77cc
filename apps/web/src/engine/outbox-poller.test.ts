import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../platform/log.ts';
import { createOutboxPoller, type OutboxPoller } from './outbox-poller.ts';
import { type EngineEvent } from './port.ts';

const event = (id: string): EngineEvent => ({ id, name: 'sample.happened', data: {} });

let poller: OutboxPoller | undefined;
afterEach(() => poller?.stop());

/** An outbox that gives each waiting event once, and an engine that notes what it was sent. */
function create({ limit = 20, send }: { limit?: number; send?: (id: string) => Promise<void> } = {}) {
  const waiting: EngineEvent[] = [];
  const sent: string[] = [];
  const confirmed: string[] = [];
  const logged: string[] = [];
  const takeDue = vi.fn((atMost: number) => Promise.resolve(waiting.splice(0, atMost)));
  poller = createOutboxPoller({
    store: {
      takeDue,
      handedOver: (id) => {
        confirmed.push(id);
        return Promise.resolve();
      },
    },
    engine: {
      send: async ({ id }) => {
        sent.push(id);
        await send?.(id);
      },
    },
    log: createLog({ logLevel: 'info' }, { write: (line) => void logged.push(line) }),
    limit,
    intervalMs: 10,
    stopWaitMs: 200,
  });
  return { poller, waiting, sent, confirmed, logged, takeDue };
}

describe('the outbox poller', () => {
  it('hands events over in their order, and confirms each', async () => {
    const { poller, waiting, sent, confirmed } = create();
    waiting.push(event('a'), event('b'));
    poller.start();
    await vi.waitFor(() => {
      expect(confirmed).toEqual(['a', 'b']);
    });
    expect(sent).toEqual(['a', 'b']);
  });

  it('looks again at each beat', async () => {
    const { poller, waiting, confirmed } = create();
    poller.start();
    await poller.stop();
    poller.start();
    waiting.push(event('a'));
    await vi.waitFor(() => {
      expect(confirmed).toEqual(['a']);
    });
  });

  it('does not confirm what the engine did not take, and goes on with the next', async () => {
    const { poller, waiting, confirmed, logged } = create({
      send: (id) => (id === 'a' ? Promise.reject(new Error('away')) : Promise.resolve()),
    });
    waiting.push(event('a'), event('b'));
    poller.start();
    await vi.waitFor(() => {
      expect(confirmed).toEqual(['b']);
    });
    expect(logged.join('')).toContain('"eventId":"a"');
  });

  it('looks at once when woken, also while it hands over', async () => {
    let free: () => void = () => undefined;
    const { poller, waiting, sent, confirmed } = create({
      send: (id) =>
        id === 'a'
          ? new Promise((resolve) => {
              free = resolve;
            })
          : Promise.resolve(),
    });
    waiting.push(event('a'));
    poller.start();
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    waiting.push(event('b'));
    poller.wake();
    free();
    await vi.waitFor(() => {
      expect(confirmed).toEqual(['a', 'b']);
    });
  });

  it('takes all that is due, however many that is', async () => {
    const { poller, waiting, confirmed } = create({ limit: 2 });
    waiting.push(...['a', 'b', 'c', 'd', 'e'].map(event));
    poller.start();
    await vi.waitFor(() => {
      expect(confirmed).toHaveLength(5);
    });
  });

  it('waits for the current hand-over when it stops, and begins no other', async () => {
    let free: () => void = () => undefined;
    const { poller, waiting, sent, confirmed } = create({
      send: () =>
        new Promise((resolve) => {
          free = resolve;
        }),
    });
    waiting.push(event('a'), event('b'));
    poller.start();
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    const stopped = poller.stop();
    free();
    await stopped;
    expect(confirmed).toEqual(['a']);
    expect(sent).toEqual(['a']);
  });

  it('does not wait for ever for a hand-over that hangs', async () => {
    const { poller, waiting, sent, confirmed } = create({ send: () => new Promise(() => undefined) });
    waiting.push(event('a'));
    poller.start();
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    await poller.stop();
    expect(confirmed).toEqual([]);
  });

  it('says once that the outbox cannot be read, and goes on when it can', async () => {
    const { poller, waiting, confirmed, logged, takeDue } = create();
    takeDue.mockRejectedValueOnce(new Error('no')).mockRejectedValueOnce(new Error('no'));
    waiting.push(event('a'));
    poller.start();
    await vi.waitFor(() => {
      expect(confirmed).toEqual(['a']);
    });
    expect(logged.filter((line) => line.includes('cannot be read'))).toHaveLength(1);
  });
});
