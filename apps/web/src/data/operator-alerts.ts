import { and, eq, gt } from 'drizzle-orm';

import { type Database } from './database.ts';
import { operatorAlerts } from './schema/index.ts';

export function createOperatorStore(db: Database) {
  return {
    async keep(alert: { at: Date; kind: string; detail: unknown }): Promise<void> {
      await db.insert(operatorAlerts).values(alert);
    },
    async raisedSince(kind: string, since: Date): Promise<boolean> {
      const rows = await db
        .select({ id: operatorAlerts.id })
        .from(operatorAlerts)
        .where(and(eq(operatorAlerts.kind, kind), gt(operatorAlerts.at, since)))
        .limit(1);
      return rows.length > 0;
    },
  };
}

export type OperatorStore = ReturnType<typeof createOperatorStore>;
