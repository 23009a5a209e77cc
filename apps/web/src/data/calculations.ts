import { and, desc, eq, sql } from 'drizzle-orm';

import { type Database, type Tx } from './database.ts';
import { enqueue, type OutboxEvent } from './outbox.ts';
import { calculations, connections } from './schema/index.ts';
import { isUuid } from './uuid.ts';

export type CalculationRow = typeof calculations.$inferSelect;
export type NewCalculation = Pick<
  CalculationRow,
  'id' | 'ownerId' | 'taxYear' | 'type' | 'askedBy' | 'otherIncome' | 'fraudPrevention' | 'requestedAt'
>;
type Later = OutboxEvent & { afterMs: number };

/** Tax calculations as they were asked for and given. */
export function createCalculationStore(db: Database) {
  const waiting = (id: string) => and(eq(calculations.id, id), eq(calculations.state, 'waiting'));

  return {
    /** Writes down that one is wanted, with the event that starts it; or gives the one of its kind that is waited for already. */
    async create(row: NewCalculation, event: OutboxEvent): Promise<string> {
      return db.transaction(async (tx) => {
        if (await place(tx, row, event)) return row.id;
        // The same form sent twice, or another of the same kind.
        const [same] = await tx
          .select({ id: calculations.id })
          .from(calculations)
          .where(
            and(
              eq(calculations.ownerId, row.ownerId),
              sql`(${calculations.id} = ${row.id} or (${calculations.taxYear} = ${row.taxYear}
                and ${calculations.type} = ${row.type} and ${calculations.state} = 'waiting'))`,
            ),
          );
        if (!same) throw new Error('The calculation was not written.');
        return same.id;
      });
    },

    /** One of an owner's. */
    async one(ownerId: string, id: string): Promise<CalculationRow | null> {
      if (!isUuid(id)) return null;
      const rows = await db
        .select()
        .from(calculations)
        .where(and(eq(calculations.id, id), eq(calculations.ownerId, ownerId)));
      return rows[0] ?? null;
    },

    /** An owner's calculations of a tax year, the newest first. */
    async ofYear(ownerId: string, taxYear: string): Promise<CalculationRow[]> {
      return db
        .select()
        .from(calculations)
        .where(and(eq(calculations.ownerId, ownerId), eq(calculations.taxYear, taxYear)))
        .orderBy(desc(calculations.requestedAt), desc(calculations.sequence));
    },

    /** One that is waited for, for the engine, if the connection is the same owner's: an event may name any two ids. */
    async toWorkOn(id: string, connectionId: string): Promise<CalculationRow | null> {
      const rows = await db
        .select({ row: calculations })
        .from(calculations)
        .innerJoin(
          connections,
          and(eq(connections.id, connectionId), eq(connections.ownerId, calculations.ownerId)),
        )
        .where(waiting(id));
      return rows[0]?.row ?? null;
    },

    /**
     * HMRC has begun, or has not finished: it is looked at again by this event. What HMRC has begun counts for nothing where it was
     * wanted once more meanwhile.
     *
     * @param triggeredAt when HMRC was asked to calculate, where it was just now
     */
    async lookLater(
      { id, wanted }: Pick<CalculationRow, 'id' | 'wanted'>,
      { calculationId, looks, triggeredAt }: Pick<CalculationRow, 'calculationId' | 'looks' | 'triggeredAt'>,
      event: Later,
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .update(calculations)
          .set({
            looks,
            ...(triggeredAt && { triggeredAt }),
            calculationId: sql`case when ${calculations.wanted} = ${wanted} then ${calculationId} end`,
          })
          .where(waiting(id))
          .returning({ ownerId: calculations.ownerId });
        if (row) await enqueue(tx, { ...event, ownerId: row.ownerId });
      });
    },

    /**
     * Ends the waiting, once: with HMRC's answer, or with why there is none. Given how often it was wanted when HMRC was asked, it
     * ends only what was not wanted once more since.
     *
     * @returns false where it was wanted once more, and is waited for still
     */
    async end(
      { id, wanted }: Pick<CalculationRow, 'id'> & { wanted?: number },
      end: Pick<CalculationRow, 'finishedAt' | 'correlationId'> &
        ({ state: 'ready'; answer: unknown } | { state: 'failed'; failure: unknown }),
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const isAsked = wanted === undefined ? undefined : eq(calculations.wanted, wanted);
        const rows = await tx
          .update(calculations)
          .set(end)
          .where(and(waiting(id), isAsked))
          .returning({ id: calculations.id });
        if (rows.length > 0) await announceCalculation(tx, id);
        else if (isAsked) return (await tx.$count(calculations, waiting(id))) === 0;
        return true;
      });
    },
  };
}

/** Writes down that one is wanted, with the event that starts it. False where one of its kind is waited for already. */
async function place(tx: Tx, row: NewCalculation, event: OutboxEvent): Promise<boolean> {
  const made = await tx
    .insert(calculations)
    .values({ ...row, state: 'waiting' })
    .onConflictDoNothing()
    .returning({ id: calculations.id });
  if (made.length === 0) return false;
  await enqueue(tx, { ...event, ownerId: row.ownerId });
  return true;
}

/**
 * Wants one in the transaction of what it follows from, so that both hold or neither does. One of its kind that is waited for
 * already is begun anew, since what HMRC is working out may be of before. What goes wrong undoes this part of the transaction
 * alone.
 *
 * @throws what the database says
 */
export async function placeCalculation(tx: Tx, row: NewCalculation, event: OutboxEvent): Promise<void> {
  await tx.transaction(async (part) => {
    if (await place(part, row, event)) return;
    await part
      .update(calculations)
      .set({ calculationId: null, wanted: sql`${calculations.wanted} + 1` })
      .where(
        and(
          eq(calculations.ownerId, row.ownerId),
          eq(calculations.taxYear, row.taxYear),
          eq(calculations.type, row.type),
          eq(calculations.state, 'waiting'),
        ),
      );
  });
}

/** Tells the pages that wait for a calculation, in every process, that it has come. */
async function announceCalculation(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select pg_notify('quarterday', ${`calculation:${id}`})`);
}

export type CalculationStore = ReturnType<typeof createCalculationStore>;
