import pg from 'pg';

import { type Announcements } from '../platform/announcements.ts';

const againAfterMs = 1_000;

/**
 * Hears what any process announces through the database and passes it on inside this one.
 *
 * One connection of its own; when it breaks it is opened again, and whoever listens is told to look for itself.
 */
export async function listenForAnnouncements(
  url: string,
  announcements: Announcements,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function open(): Promise<void> {
    const opened = new pg.Client({ connectionString: url, application_name: 'quarterday announcements' });
    client = opened;
    opened.on('notification', (message) => {
      announcements.pass(message.payload ?? '');
    });
    opened.on('error', () => {
      again();
    });
    opened.on('end', () => {
      again();
    });
    await opened.connect();
    await opened.query('listen quarterday');
    announcements.passAll();
  }

  function again(): void {
    if (closed || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      open().catch(again);
    }, againAfterMs);
  }

  await open();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
