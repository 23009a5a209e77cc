import { recordFileName } from './chain-files.ts';
import { chainFormat, fingerprintOf } from './hash-chain.ts';

/** A file of a chain, or a row of one written as such: `000003.json` holds the third record. */
export interface ChainFile {
  name: string;
  bytes: Uint8Array;
}

/** What a chain is held against, besides itself. */
export interface Witnesses {
  /** The fingerprints noted beside the records, by the files' names. */
  listed?: ReadonlyMap<string, string> | undefined;
  /** A fingerprint from a receipt. */
  head?: string | undefined;
}

/** What became of a check; `problems` are sentences for people. */
export interface ChainReport {
  records: number;
  /** The fingerprint of the last record; null where there is none. */
  head: string | null;
  /** The number of the record whose fingerprint was given, if it is there. */
  headAt: number | null;
  problems: string[];
}

interface Place {
  number: number;
  name: string;
  hash: string;
  /** Null where the file can't be read as a record. */
  says: { sequence: number; previous: string | null; chain: string } | null;
}

/** Checks that the records of a chain are all there, unchanged and in order, and says of each that is not what is wrong. */
export function checkChain(files: readonly ChainFile[], { listed, head }: Witnesses = {}): ChainReport {
  const places = files
    .flatMap(({ name, bytes }): Place[] => {
      const number = numberIn(name);
      return number === null ? [] : [{ number, name, hash: fingerprintOf(bytes), says: read(bytes) }];
    })
    .sort((a, b) => a.number - b.number);
  const given = head === undefined ? null : readHead(head);
  const problems = [
    ...files
      .filter(({ name }) => numberIn(name) === null)
      .map(({ name }) => `${name} is no record of the chain.`),
    ...judge(places, listed, given),
  ];
  const headAt = places.find(({ hash }) => hash === given)?.number ?? null;
  if (given !== null && headAt === null) {
    problems.push(
      'No record here has the fingerprint that you gave. A record that was there when it was printed is missing now or was changed: if nothing else is wrong, it is the last one.',
    );
  }
  return { records: places.length, head: places.at(-1)?.hash ?? null, headAt, problems };
}

/** A fingerprint as people type it: in groups, in capitals. */
const readHead = (typed: string): string => typed.replaceAll(/\s/g, '').toLowerCase();

function judge(places: readonly Place[], listed: Witnesses['listed'], head: string | null): string[] {
  const byNumber = new Map(places.map((place) => [place.number, place]));
  const last = Math.max(0, ...byNumber.keys(), ...numbersIn(listed));
  const problems: string[] = [];
  const wrong = new Set<number>();
  // From the last to the first, since each record vouches for the one before it.
  for (let number = last; number >= 1; number -= 1) {
    const place = byNumber.get(number);
    const problem = place ? judgePlace(place) : `Record ${number} is missing.`;
    if (problem !== null) {
      wrong.add(number);
      problems.push(problem);
    }
  }
  const chains = new Set(places.flatMap(({ says }) => (says ? [says.chain] : [])));
  if (chains.size > 1 && problems.length === 0) problems.push('These are records of more than one account.');
  return problems.reverse();

  function judgePlace(place: Place): string | null {
    const { number, name, hash, says } = place;
    const noted = listed?.get(name);
    if (!says) return `Record ${number} was changed: ${name} can’t be read as a record any more.`;
    if (says.sequence !== number) return displaced(place, says.sequence);
    if (noted !== undefined && noted !== hash) {
      return isVouchedFor(place)
        ? `The list of fingerprints was changed: it does not fit record ${number}, which is as it was.`
        : `Record ${number} was changed: it does not have the fingerprint that was noted when it was made.`;
    }
    const next = nextOf(number);
    if (next && next.says?.previous !== hash) {
      return isVouchedFor(next)
        ? `Record ${number} was changed: record ${number + 1} holds another fingerprint of it.`
        : `Records ${number} and ${number + 1} do not fit each other: one of them was changed.`;
    }
    if (listed && noted === undefined) return `Record ${number} is not in the list of fingerprints.`;
    return number === 1 && says.previous !== null
      ? 'Record 1 is not the first: it says that another came before it.'
      : null;
  }

  /** The next record, unless something is wrong with it: then it says nothing of others. */
  function nextOf(number: number): Place | undefined {
    return wrong.has(number + 1) ? undefined : byNumber.get(number + 1);
  }

  function isVouchedFor({ number, hash }: Place): boolean {
    return hash === head || nextOf(number)?.says?.previous === hash;
  }

  function displaced({ number, name, hash }: Place, claimed: number): string {
    const after = places.find(({ says }) => says?.sequence === claimed + 1);
    const known = [listed?.get(recordFileName(claimed)), after?.says?.previous];
    if (byNumber.get(claimed)?.hash === hash) {
      return `Record ${number} is missing: ${name} holds a copy of record ${claimed}.`;
    }
    return known.includes(hash) || hash === head
      ? `Records were moved: ${name} holds record ${claimed}.`
      : `Record ${number} was changed: ${name} calls itself record ${claimed}.`;
  }
}

/** The number that a file's name gives to its record; null where the name is none of ours. */
function numberIn(name: string): number | null {
  const number = /^\d{6,15}\.json$/.test(name) ? Number.parseInt(name, 10) : 0;
  return number > 0 && name === recordFileName(number) ? number : null;
}

const numbersIn = (listed: Witnesses['listed']): number[] =>
  [...(listed?.keys() ?? [])].map(numberIn).filter((number) => number !== null);

function read(bytes: Uint8Array): Place['says'] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { format, chain, sequence, previous } = value as Record<string, unknown>;
  const isRecord =
    format === chainFormat &&
    typeof chain === 'string' &&
    typeof sequence === 'number' &&
    (previous === null || typeof previous === 'string');
  return isRecord ? { sequence, previous, chain } : null;
}
