import { bigint, text, timestamp } from 'drizzle-orm/pg-core';

/** An instant, in UTC, to the millisecond. Calendar dates are `date` columns instead. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** Money as whole pence. */
export const pence = (name: string) => bigint(name, { mode: 'number' });

/** A key that names a person. */
export const personId = (name: string) => text(name).notNull();

/**
 * Numbers rows in the order in which they were written, so that those of the same instant have one. Rows that were there when their
 * table was given it have some order, for good.
 */
export const inOrder = () => bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity();
