/** Queries on files that were read and wait for the person's choice. Each takes the owner. */
import { and, eq, lt } from 'drizzle-orm';

import type { Database, Tx } from './database.ts';
import { pendingImports } from './schema/index.ts';
import { isUuid } from './uuid.ts';

export function pendingImportQueries(db: Database | Tx) {
  const one = (ownerId: string, id: string) =>
    and(eq(pendingImports.ownerId, ownerId), eq(pendingImports.id, id));
  return {
    insertPendingImport: async (
      ownerId: string,
      { fileName, rows, problems }: { fileName: string; rows: unknown; problems: unknown },
      at: Date,
    ): Promise<string> => {
      const [row] = await db
        .insert(pendingImports)
        .values({ ownerId, fileName, rows, problems, createdAt: at })
        .returning({ id: pendingImports.id });
      if (!row) throw new Error('The database kept no pending import.');
      return row.id;
    },

    findPendingImport: async (
      ownerId: string,
      id: string,
    ): Promise<{ fileName: string; rows: unknown; problems: unknown; createdAt: Date } | undefined> => {
      if (!isUuid(id)) return undefined;
      const [row] = await db
        .select({
          fileName: pendingImports.fileName,
          rows: pendingImports.rows,
          problems: pendingImports.problems,
          createdAt: pendingImports.createdAt,
        })
        .from(pendingImports)
        .where(one(ownerId, id));
      return row;
    },

    deletePendingImport: async (ownerId: string, id: string): Promise<boolean> => {
      if (!isUuid(id)) return false;
      const deleted = await db
        .delete(pendingImports)
        .where(one(ownerId, id))
        .returning({ id: pendingImports.id });
      return deleted.length === 1;
    },

    deletePendingImportsBefore: async (ownerId: string, before: Date): Promise<void> => {
      await db
        .delete(pendingImports)
        .where(and(eq(pendingImports.ownerId, ownerId), lt(pendingImports.createdAt, before)));
    },
  };
}
