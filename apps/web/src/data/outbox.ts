import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { z } from 'zod';

import { type Database, type Tx } from './database.ts';
import { outbox } from './schema/index.ts';

/** An event as the outbox keeps it: ids only, since the engine stores it too. */
export interface OutboxEvent {
  id: string;
  name: string;
  data: Readonly<Record<string, string>>;
}

/**
 * Puts an event on its way to the engine, in the transaction that makes it true. A repeated id changes nothing.
 *
 * @param event `afterMs` holds it back by real time, counted by the database's clock, whatever the simulator's says
 */
export async function enqueue(
  tx: Tx,
  event: OutboxEvent & { ownerId: string; afterMs?: number },
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      id: event.id,
      ownerId: event.ownerId,
      name: event.name,
      data: event.data,
      createdAt: sql`now()`,
      notBefore: sql`now() + ${event.afterMs ?? 0} * interval '1 millisecond'`,
    })
    .onConflictDoNothing();
  // Heard when the transaction commits, so that nobody waits for the poller's next beat.
  await tx.execute(sql`select pg_notify('quarterday', 'outbox')`);
}

const eventData = z.record(z.string(), z.string());

/** A hand-over that is not confirmed is tried again after 5 seconds, doubling to an hour. */
const nextTry = sql`now() + least(5 * power(2, least(${outbox.tries}, 12)), 3600) * interval '1 second'`;

/** What the poller needs of the outbox; the events of all people, oldest first. */
export function createOutboxStore(db: Database) {
  /** Claims events that are due: nobody else is given them until their next try. */
  async function takeDue(limit: number): Promise<OutboxEvent[]> {
    const due = db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(isNull(outbox.handedOverAt), lte(outbox.notBefore, sql`now()`)))
      .orderBy(asc(outbox.createdAt), asc(outbox.id))
      .limit(limit)
      .for('update', { skipLocked: true });
    const taken = await db
      .update(outbox)
      .set({ tries: sql`${outbox.tries} + 1`, notBefore: nextTry })
      .where(inArray(outbox.id, due))
      .returning();
    return taken
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
      .map(({ id, name, data }) => ({ id, name, data: eventData.parse(data) }));
  }

  /** The engine has it: never hand it over again. */
  async function handedOver(id: string): Promise<void> {
    await db
      .update(outbox)
      .set({ handedOverAt: sql`now()` })
      .where(eq(outbox.id, id));
  }

  return { takeDue, handedOver };
}
