import { keepRecordsUntil, type TaxYear, taxYearOf } from '../tax-year.ts';

/** What is in the export of everything. */
export function readmeOfAll(email: string, today: string): string {
  return `Everything Quarterday keeps about ${email}, as of ${today}.

transactions.csv           your ledger, in the form that Records > Import takes (in several files where it is long)
receipts/                  what you submitted and what became of it, to be read; with the transactions as they stood then
evidence/                  the records behind the receipts, each bound to the one before
json/                      every list, with every detail
csv/                       the same lists for a spreadsheet program; a list with nothing in it has no file here
sent-to-hmrc/              the exact text of every update that was sent to HMRC, one file for each send

account                    your email address, and when the account was made
sessions                   browsers that are signed in
properties, transactions   your records; amounts ending in "Pence" are counted in pence. Of a property that you own jointly, "money"
                           is your own share, "whole" the amount it was taken of, and "shareBasisPoints" the share in
                           hundredths of a per cent; transactions.csv has the whole amounts, and your share beside them
pending-imports            files that were read and not yet imported
connections                your connection to HMRC: its state and its dates
connection-events          what became of the connection, in order
secret-uses                each step that used your tokens or your National Insurance number, and what for
authorisation-requests     each time you went to HMRC to give your authority, with the details of your device then
businesses, obligations    what HMRC last told about your businesses and the updates it expects
foreign-registrations      what HMRC has of your properties abroad, as it last said
year-amounts               amounts of a tax year that you entered beside your records: residential finance costs of earlier
                           years that you bring forward, and the Rent a Room amount that you claim
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

${howLong(taxYearOf(today))}

${howToCheck}

${times}
`;
}

/** What is in the export of a tax year. */
export function readmeOfYear(email: string, today: string, taxYear: TaxYear): string {
  return `What ${email} submitted to HMRC for tax year ${taxYear} with Quarterday, and the records behind it, as of ${today}.

transactions.csv   your ledger of the tax year as it stands today (in several files where it is long)
receipts/          each submission to be read in a browser: the figures, who clicked and when, the exact text that was sent
                   and HMRC’s answer; beside each attempt a CSV file with the transactions as they stood at the click
                   and, of a final declaration, HMRC’s whole calculation that was agreed to (JSON, amounts in pence)
evidence/          the records behind the receipts of all years, since a part of the chain can’t be checked

Attempts that were made before Quarterday kept such records have a receipt that says so, and no record.

${howLong(taxYear)}

${howToCheck}

${times}
`;
}

function howLong(taxYear: TaxYear): string {
  return `HOW LONG TO KEEP THIS

The law (Taxes Management Act 1970, section 12B) wants whoever lets property to keep the records behind a tax return for
five years from 31 January that follows the tax year: those of ${taxYear} until ${keepRecordsUntil(taxYear)}. It is longer
where the return comes late or HMRC has opened an enquiry. Quarterday does not keep them for you once your account is
deleted, so put this file where you will find it.`;
}

const howToCheck = `HOW TO CHECK IT

Each file in evidence/ is one record: what you asked for, what became of it, or your word that a business is final. It holds,
under "previous", the fingerprint (SHA-256) of the file before it, so no record can be changed, moved or taken out without the others telling. A receipt that
you printed or saved earlier names the last fingerprint of its day, which tells whether the end of the chain is still there.

With Quarterday’s source code, on any computer with Node, without its database and without a network:

    npm run verify -- THIS-FILE.zip
    npm run verify -- THIS-FILE.zip --head FINGERPRINT-FROM-A-RECEIPT

Without Quarterday, in the folder evidence/: "sha256sum -c SHA256SUMS" (on a Mac "shasum -a 256 -c SHA256SUMS") says which
file does not have the fingerprint that was noted, and each file's "previous" must be that of the file before it.

This shows that nothing was changed since a fingerprint was noted somewhere else, such as on paper. It does not show who
made the records: somebody with the whole database could write a chain anew, and only fingerprints noted before that tell.
Pages in receipts/ are for reading; what counts are the records.`;

const times = `Times are UTC in JSON and CSV files, UK time in receipts. Days are days in the United Kingdom.`;
