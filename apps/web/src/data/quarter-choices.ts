import { randomUUID } from 'node:crypto';

import { and, asc, eq, lte, sql } from 'drizzle-orm';

import { type Database } from './database.ts';
import { quarterChoices } from './schema/index.ts';

export type QuarterChoiceRow = typeof quarterChoices.$inferSelect;

/** A business in a tax year. */
type Key = Pick<QuarterChoiceRow, 'businessId' | 'taxYear'>;
/** One click's choice: another click's is another. */
type Choice = Pick<QuarterChoiceRow, 'id' | 'ownerId'>;

const after = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/** Choices between quarters whose answer is not known. Every query takes the owner, save the one for the background. */
export function createQuarterChoiceStore(db: Database) {
  const one = ({ id, ownerId }: Choice) =>
    and(eq(quarterChoices.id, id), eq(quarterChoices.ownerId, ownerId));

  return {
    async quarterChoice(ownerId: string, { businessId, taxYear }: Key): Promise<QuarterChoiceRow | null> {
      const rows = await db
        .select()
        .from(quarterChoices)
        .where(
          and(
            eq(quarterChoices.ownerId, ownerId),
            eq(quarterChoices.businessId, businessId),
            eq(quarterChoices.taxYear, taxYear),
          ),
        );
      return rows[0] ?? null;
    },

    /**
     * Writes a choice down before HMRC is told of it, in the place of an earlier one of the same business and year.
     *
     * @param waitMs after so long HMRC is asked, if nothing is known by then
     * @returns whether there was no earlier one
     */
    async beginQuarterChoice(
      row: Pick<
        QuarterChoiceRow,
        'ownerId' | 'businessId' | 'taxYear' | 'type' | 'fraudPrevention' | 'chosenAt'
      >,
      waitMs: number,
    ): Promise<Choice & { isFirst: boolean }> {
      const values = {
        ...row,
        id: randomUUID(),
        state: 'asking' as const,
        acceptedAt: null,
        nextAskAt: new Date(row.chosenAt.getTime() + waitMs),
        askAfter: after(waitMs),
        asked: 0,
      };
      const [made] = await db
        .insert(quarterChoices)
        .values(values)
        .onConflictDoUpdate({
          target: [quarterChoices.ownerId, quarterChoices.businessId, quarterChoices.taxYear],
          set: values,
        })
        // No older version of the row: it was inserted just now.
        .returning({ isFirst: sql<boolean>`xmax = 0` });
      return { id: values.id, ownerId: row.ownerId, isFirst: made?.isFirst === true };
    },

    /** HMRC said yes. */
    async acceptQuarterChoice(choice: Choice, at: Date): Promise<void> {
      await db.update(quarterChoices).set({ acceptedAt: at }).where(one(choice));
    },

    /** It is known: HMRC's record shows the choice, or nothing was chosen. */
    async forgetQuarterChoice(choice: Choice): Promise<void> {
      await db.delete(quarterChoices).where(one(choice));
    },

    /** HMRC's record does not have the choice. */
    async refuteQuarterChoice(choice: Choice): Promise<void> {
      await db.update(quarterChoices).set({ state: 'not-taken' }).where(one(choice));
    },

    /** Takes choices that HMRC is to be asked about now, all owners': nobody else is given them until their next time. */
    async takeDueQuarterChoices(
      at: Date,
      waitMs: (asked: number) => number,
      limit: number,
    ): Promise<QuarterChoiceRow[]> {
      return db.transaction(async (tx) => {
        const due = await tx
          .select()
          .from(quarterChoices)
          .where(and(eq(quarterChoices.state, 'asking'), lte(quarterChoices.askAfter, sql`now()`)))
          .orderBy(asc(quarterChoices.askAfter))
          .limit(limit)
          .for('update', { skipLocked: true });
        for (const row of due) {
          const asked = row.asked + 1;
          await tx
            .update(quarterChoices)
            .set({
              asked,
              nextAskAt: new Date(at.getTime() + waitMs(asked)),
              askAfter: after(waitMs(asked)),
            })
            .where(one(row));
        }
        return due;
      });
    },
  };
}
