import { strToU8, zipSync } from 'fflate';

import { type AccountExport, type AccountStore } from '../../data/accounts.ts';
import { type Clock } from '../../platform/clock.ts';
import { categoryLabel, findCategory, mostFileBytes, mostFileRows } from '../records/index.ts';
import { type Person } from './account.ts';
import { ledgerCsvs, tableCsv } from './csv.ts';

/** Everything kept about a person, as a zip of JSON and CSV files with a note on what is what. */
export async function exportZip(
  person: Person,
  options: {
    store: Pick<AccountStore, 'exportOf'>;
    clock: Clock;
    maskedNinoOf: (ownerId: string) => Promise<string | null>;
  },
): Promise<{ fileName: string; zip: Uint8Array<ArrayBuffer> }> {
  const { store, clock, maskedNinoOf } = options;
  const { sends, ...kept } = await store.exportOf(person.id);
  const nino = await maskedNinoOf(person.id);
  const tables = {
    ...kept,
    connections: kept.connections.map((connection) => ({ ...connection, maskedNino: nino })),
    sends,
  };

  const files: Record<string, string> = { 'README.txt': readme(person.email, clock.today()) };
  for (const [name, rows] of Object.entries(tables)) {
    files[`json/${fileNameOf(name)}.json`] = `${JSON.stringify(rows, null, 2)}\n`;
    if (rows.length > 0) files[`csv/${fileNameOf(name)}.csv`] = tableCsv(rows);
  }
  const ledger = ledgerFiles(kept.transactions);
  for (const [index, text] of ledger.entries()) {
    files[ledger.length === 1 ? 'transactions.csv' : `transactions-${index + 1}.csv`] = text;
  }
  // What went to HMRC, byte by byte.
  for (const send of sends) files[`sent-to-hmrc/${send.id}.json`] = send.body;

  const mtime = `${clock.today()}T12:00:00`;
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    { mtime },
  );
  return { fileName: `quarterday-${clock.today()}.zip`, zip };
}

function ledgerFiles(transactions: AccountExport['transactions']): string[] {
  return ledgerCsvs(
    transactions.map((row) => {
      const category = findCategory(row.category);
      return {
        ...row,
        property: row.propertyName,
        category: category ? categoryLabel(category.key) : row.category,
      };
    }),
    { mostRows: mostFileRows, mostBytes: mostFileBytes },
  );
}

/** `connectionEvents` to `connection-events`. */
function fileNameOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function readme(email: string, today: string): string {
  return `Everything Quarterday keeps about ${email}, as of ${today}.

transactions.csv           your ledger, in the form that Records > Import takes (in several files where it is long)
json/                      every list, with every detail
csv/                       the same lists for a spreadsheet program; a list with nothing in it has no file here
sent-to-hmrc/              the exact text of every update that was sent to HMRC, one file for each send

account                    your email address, and when the account was made
sessions                   browsers that are signed in
properties, transactions   your records; amounts ending in "Pence" are whole pence
pending-imports            files that were read and not yet imported
connections                your connection to HMRC: its state and its dates
connection-events          what became of the connection, in order
secret-uses                each step that used your tokens or your National Insurance number, and what for
authorisation-requests     each time you went to HMRC to give your authority, with the details of your device then
businesses, obligations    what HMRC last told about your businesses and the updates it expects
annual-summary-drafts      what you have answered for annual summaries, as you typed it
submissions                what you asked to be sent to HMRC
attempts                   each try at a submission: the figures, the details of the device you clicked on, HMRC's answer
calculations               each tax calculation that HMRC was asked for, and HMRC’s whole answer
sends                      each request that carried figures to HMRC, and the answer to it
notices, mails             what you were told in Quarterday and by email, and when
switched-off-notices       what you do not want to be told

Your National Insurance number is shown with all but its ends hidden, so that this file alone gives nobody your whole
number. Left out altogether, because they are keys rather than facts about you: your password (only a hash of it is
kept), the marks of signed-in browsers, and the tokens by which Quarterday speaks to HMRC for you.

Times are UTC. Days are days in the United Kingdom.
`;
}
