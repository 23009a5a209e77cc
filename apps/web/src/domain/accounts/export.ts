import { strToU8, zipSync } from 'fflate';

import { type AccountExport, type AccountStore } from '../../data/accounts.ts';
import { chainFiles } from '../../platform/chain-files.ts';
import { type Clock } from '../../platform/clock.ts';
import {
  categoryLabel,
  countryName,
  findCategory,
  mostFileBytes,
  mostFileRows,
  placeOf,
  shareAsPercent,
  wholeShare,
} from '../records/index.ts';
import { type TaxYear, taxYearDates } from '../tax-year.ts';
import { type Person, type ZipFile } from './account.ts';
import { ledgerCsvs, tableCsv } from './csv.ts';
import { readmeOfAll, readmeOfYear } from './export-readme.ts';

interface ExportOptions {
  store: Pick<AccountStore, 'exportOf'>;
  clock: Clock;
  maskedNinoOf: (ownerId: string) => Promise<string | null>;
}

/** Texts of files, by their names in the zip. */
type Files = Record<string, string>;

/** Everything kept about a person, as a zip of JSON and CSV files with a note on what is what. */
export async function exportAll(
  person: Person,
  receipts: Files,
  { store, clock, maskedNinoOf }: ExportOptions,
): Promise<ZipFile> {
  const today = clock.today();
  const { sends, evidence, ...kept } = await store.exportOf(person.id);
  const nino = await maskedNinoOf(person.id);
  const tables = {
    ...kept,
    connections: kept.connections.map((connection) => ({ ...connection, maskedNino: nino })),
    sends,
  };

  const files: Files = { 'README.txt': readmeOfAll(person.email, today) };
  for (const [name, rows] of Object.entries(tables)) {
    files[`json/${fileNameOf(name)}.json`] = `${JSON.stringify(rows, null, 2)}\n`;
    if (rows.length > 0) files[`csv/${fileNameOf(name)}.csv`] = tableCsv(rows);
  }
  // What went to HMRC, byte by byte.
  for (const send of sends) files[`sent-to-hmrc/${send.id}.json`] = send.body;
  return zipOf(`quarterday-${today}`, today, {
    ...files,
    ...ledgerFiles(kept.transactions),
    ...inFolder('evidence', chainFiles(evidence)),
    ...inFolder('receipts', receipts),
  });
}

/** What the law wants kept of a tax year. The chain of evidence is whole: a part of one can't be checked. */
export async function exportYear(
  person: Person,
  taxYear: TaxYear,
  receipts: Files,
  { store, clock }: ExportOptions,
): Promise<ZipFile> {
  const today = clock.today();
  const { transactions, evidence } = await store.exportOf(person.id);
  const { start, end } = taxYearDates(taxYear);
  return zipOf(`quarterday-${taxYear}`, today, {
    'README.txt': readmeOfYear(person.email, today, taxYear),
    ...ledgerFiles(transactions.filter(({ date }) => start <= date && date <= end)),
    ...inFolder('evidence', chainFiles(evidence)),
    ...inFolder('receipts', receipts),
  });
}

function zipOf(name: string, today: string, files: Files): ZipFile {
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
    { mtime: `${today}T12:00:00` },
  );
  return { fileName: `${name}.zip`, zip };
}

const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

function ledgerFiles(transactions: AccountExport['transactions']): Files {
  // Told in every row or in none: one that is read without its share would be given that of its property then.
  const isShared = transactions.some(
    ({ shareBasisPoints, propertyShareBasisPoints }) =>
      shareBasisPoints < wholeShare || propertyShareBasisPoints < wholeShare,
  );
  const ledger = ledgerCsvs(
    transactions.map((row) => {
      const category = findCategory(row.category);
      return {
        ...row,
        moneyInPence: row.wholeInPence,
        moneyOutPence: row.wholeOutPence,
        share: isShared ? shareAsPercent(row.shareBasisPoints) : undefined,
        property: row.propertyName,
        country: placeOf(row.propertyCountry) === 'uk' ? undefined : countryName(row.propertyCountry),
        category: category ? categoryLabel(category.key) : row.category,
      };
    }),
    { mostRows: mostFileRows, mostBytes: mostFileBytes },
  );
  return Object.fromEntries(
    ledger.map((text, index) => [
      ledger.length === 1 ? 'transactions.csv' : `transactions-${index + 1}.csv`,
      text,
    ]),
  );
}

/** `connectionEvents` to `connection-events`. */
function fileNameOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
