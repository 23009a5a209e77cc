import { createMailStore } from './data/mails.ts';
import { type Command, type Operation } from './operation.ts';
import { textTable } from './platform/text-table.ts';

const mostMails = 100;

/** What whoever runs the platform may ask about mails: never whom they are to, nor what they say. */
export const mailCommands: readonly [string, Command][] = [
  [
    'mails',
    {
      usage: 'mails',
      what: `How many mails wait, were sent or never arrived; and why those did not: the latest ${mostMails}.`,
      parameters: { least: 0, most: 0 },
      run: listMails,
    },
  ],
];

async function listMails({ db, settings }: Operation): Promise<string> {
  const store = createMailStore(db);
  const [counts, troubled] = await Promise.all([store.counts(), store.troubled(mostMails)]);
  return [
    ...(settings.mail.smtpUrl === undefined ? ['SMTP_URL is not set here: nothing is mailed.'] : []),
    textTable(
      ['state', 'kind', 'count'],
      counts.map((row) => [row.status, row.kind, String(row.count)]),
      'There are no mails.',
    ),
    textTable(
      ['mail', 'kind', 'state', 'mail server said', 'tries', 'written', 'next try'],
      troubled.map((row) => [
        row.id,
        row.kind,
        row.status,
        row.lastCode ?? '-',
        String(row.tries),
        row.createdAt.toISOString(),
        row.status === 'waiting' ? row.notBefore.toISOString() : '-',
      ]),
      'No mail is in trouble.',
    ),
  ].join('\n\n');
}
