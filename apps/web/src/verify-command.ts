import { type EnvironmentConfig, type readConfig } from './config.ts';
import { connectDatabase } from './data/database.ts';
import { createEvidenceStore } from './data/evidence.ts';
import { findInstallation } from './installation.ts';
import { checkChain, type ChainFile, type ChainReport } from './platform/chain-check.ts';
import { recordFileName } from './platform/chain-files.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';
import { NoChainError, readChain } from './verify-files.ts';

const usage = [
  'Checks that no record behind the receipts was changed, moved or taken out.',
  '',
  '  npm run verify -- FILE              An export, as the zip that was downloaded or as the folder it was unpacked to.',
  '                                      Needs neither the database nor a network.',
  '  npm run verify                      The records of everybody in the database. Use it where the platform runs, with',
  '                                      the same variables set.',
  '  ... --head FINGERPRINT              Whether the record with this fingerprint, as a receipt names it, is still there.',
].join('\n');

interface Outcome {
  exitCode: 0 | 1;
  text: string;
}

/** @param words what follows the command  @returns what to print, and the exit code: 1 where anything does not fit */
export async function verify(
  words: readonly string[],
  readSettings: () => ReturnType<typeof readConfig>,
): Promise<Outcome> {
  const asked = parse(words);
  if (asked === null) {
    return { exitCode: words.some((word) => word === '--help' || word === '-h') ? 0 : 1, text: usage };
  }
  const { file, head } = asked;
  try {
    if (file !== undefined) return verifyFile(file, head);
    const read = readSettings();
    if (!read.ok) return { exitCode: 1, text: read.problems.join('\n') };
    return await verifyDatabase(read.config, head);
  } catch (error) {
    if (error instanceof StartError || error instanceof NoChainError) {
      return { exitCode: 1, text: error.message };
    }
    createLog({ logLevel: 'error' }, { write: (line) => process.stderr.write(line) }).error(error);
    return { exitCode: 1, text: 'The command did not work: the reason is in the line above.' };
  }
}

/** A fingerprint in groups is several words. */
function parse(words: readonly string[]): { file: string | undefined; head: string | undefined } | null {
  const at = words.indexOf('--head');
  const files = at === -1 ? words : words.slice(0, at);
  const head = at === -1 ? undefined : words.slice(at + 1).join('');
  if (files.length > 1 || files.some((word) => word.startsWith('-'))) return null;
  return head === undefined || /^[0-9a-f\s]{64,}$/i.test(head) ? { file: files[0], head } : null;
}

function verifyFile(file: string, head: string | undefined): Outcome {
  const { files, listed } = readChain(file);
  const report = checkChain(files, { listed, head });
  const isSound = report.problems.length === 0;
  return { exitCode: isSound ? 0 : 1, text: isSound ? soundText(report) : brokenText(report) };
}

function soundText({ records, head, headAt }: ChainReport): string {
  const after = records - (headAt ?? records);
  return [
    records === 1
      ? 'The record fits.'
      : `All ${records} records fit together: none was changed, moved or taken out.`,
    `Fingerprint of the last one: ${head ?? ''}`,
    headAt === null
      ? 'Compare it with one that was noted elsewhere, such as on a printed receipt (--head FINGERPRINT): this alone shows that no record is missing at the end, and that the whole was not written anew.'
      : `The fingerprint that you gave is that of record ${headAt}.${after === 0 ? '' : ` ${after} more came after it.`}`,
  ].join('\n');
}

function brokenText({ records, problems }: ChainReport): string {
  return [
    `${records} records were read, and something is wrong:`,
    ...problems.map((each) => `  ${each}`),
  ].join('\n');
}

async function verifyDatabase(settings: EnvironmentConfig, head: string | undefined): Promise<Outcome> {
  const database = connectDatabase(findInstallation(settings).databaseUrl, { max: 2 });
  database.pool.on('error', () => undefined);
  try {
    const store = createEvidenceStore(database.db);
    const reports: { owner: string; report: ChainReport }[] = [];
    for (const owner of await store.owners()) {
      const rows = await store.chainOf(owner);
      const files = rows.map(({ sequence, text }): ChainFile => ({
        name: recordFileName(sequence),
        bytes: Buffer.from(text),
      }));
      const listed = new Map(rows.map(({ sequence, hash }) => [recordFileName(sequence), hash]));
      const plain = checkChain(files, { listed });
      // A head is of one chain; to all others it says nothing.
      const withHead = head === undefined ? plain : checkChain(files, { listed, head });
      reports.push({ owner, report: withHead.headAt === null ? plain : withHead });
    }
    return databaseOutcome(reports, head !== undefined);
  } finally {
    await database.close();
  }
}

function databaseOutcome(
  reports: readonly { owner: string; report: ChainReport }[],
  hasHead: boolean,
): Outcome {
  if (reports.length === 0) return { exitCode: hasHead ? 1 : 0, text: 'There are no records yet.' };
  const broken = reports.filter(({ report }) => report.problems.length > 0);
  const records = reports.reduce((sum, { report }) => sum + report.records, 0);
  const named = reports.find(({ report }) => report.headAt !== null);
  const lines = [
    ...broken.map(({ owner, report }) => `Account ${owner}: ${brokenText(report)}`),
    ...(broken.length === 0
      ? [
          `All ${records} records of ${reports.length === 1 ? '1 account' : `${reports.length} accounts`} fit together.`,
        ]
      : [`${broken.length} of ${reports.length} accounts have records that do not fit.`]),
    ...(named
      ? [`The fingerprint that you gave is that of record ${named.report.headAt} of account ${named.owner}.`]
      : []),
    ...(hasHead && !named
      ? ['No record of any account has the fingerprint that you gave: one is missing or was changed.']
      : []),
  ];
  return { exitCode: broken.length > 0 || (hasHead && !named) ? 1 : 0, text: lines.join('\n') };
}
