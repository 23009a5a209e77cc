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

/** An event with whose it is. `afterMs` holds it back by real time, counted by the database's clock, whatever the simulator's says. */
type NewEvent = OutboxEvent & { ownerId: string; afterMs?: number };

/**
 * Puts an event on its way to the engine, in the transaction that makes it true. A repeated id changes nothing.
 *
 * @returns false where its id was there already
 */
export async function enqueue(tx: Tx, event: NewEvent): Promise<boolean> {
  return (await enqueueAll(tx, [event])) > 0;
}

/** As many rows as one statement takes without complaint about its parameters. */
const rowsAtOnce = 1000;

/** The same for many events. @returns how many were not there already */
export async function enqueueAll(tx: Tx, events: readonly NewEvent[]): Promise<number> {
  let placed = 0;
  for (let from = 0; from < events.length; from += rowsAtOnce) {
    const { rowCount } = await tx
      .insert(outbox)
      .values(
        events.slice(from, from + rowsAtOnce).map((event) => ({
          id: event.id,
          ownerId: event.ownerId,
          name: event.name,
          data: event.data,
          createdAt: sql`now()`,
          notBefore: sql`now() + ${event.afterMs ?? 0} * interval '1 millisecond'`,
        })),
      )
      .onConflictDoNothing();
    placed += rowCount ?? 0;
  }
  // Heard when the transaction commits, so that nobody waits for the poller's next beat.
  if (events.length > 0) await tx.execute(sql`select pg_notify('quarterday', 'outbox')`);
  return placed;
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
