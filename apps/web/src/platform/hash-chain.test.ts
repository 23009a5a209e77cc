import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkChain, type ChainFile } from './chain-check.ts';
import { chainFiles, readSums, recordFileName } from './chain-files.ts';
import { canonicalJson, type ChainRecord, fingerprintOf, type Json, writeRecord } from './hash-chain.ts';

const contents = fc.array(
  fc.dictionary(
    fc.constantFrom('kind', 'at', 'figures', 'rows', 'Plas Tŷ'),
    fc.jsonValue({ depthSize: 'small', noUnicodeString: false }).filter(isWhole) as fc.Arbitrary<Json>,
  ),
  { minLength: 1, maxLength: 6 },
);

/** Half of a character is nothing that a record may hold. */
function isWhole(value: unknown): boolean {
  return !/\\ud[89a-f]/.test(JSON.stringify(value));
}

function chainOf(all: readonly Readonly<Record<string, Json>>[]): ChainRecord[] {
  const records: ChainRecord[] = [];
  for (const content of all) {
    const previous = records.at(-1)?.hash ?? null;
    records.push(writeRecord({ chain: 'somebody', sequence: records.length + 1, previous }, content));
  }
  return records;
}

const filesOf = (records: readonly ChainRecord[]): ChainFile[] =>
  records.map(({ sequence, text }) => ({ name: recordFileName(sequence), bytes: Buffer.from(text) }));
const listOf = (records: readonly ChainRecord[]) => readSums(chainFiles(records)['SHA256SUMS'] ?? '');

const four = chainOf([{ kind: 'a' }, { kind: 'b' }, { kind: 'c' }, { kind: 'd' }]);

describe('writing', () => {
  it('has one form for a value, whatever the order of its members', () => {
    expect(canonicalJson({ b: [1, -0, 1e21, 'é"\n'], a: { z: null, Z: true } })).toBe(
      '{"a":{"Z":true,"z":null},"b":[1,0,1e+21,"é\\"\\n"]}',
    );
    fc.assert(
      fc.property(contents, (all) => {
        for (const content of all) {
          const text = canonicalJson(content);
          const turned = Object.fromEntries(Object.entries(content).reverse());
          expect(canonicalJson(turned)).toBe(text);
          expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        }
      }),
    );
  });

  it('refuses what JSON would write as something else', () => {
    expect(() => canonicalJson({ a: NaN })).toThrow(TypeError);
    expect(() => canonicalJson(['\ud800'])).toThrow(TypeError);
  });

  it('makes the fingerprint of the text and nothing else, so that any program can', () => {
    const [first, second] = four;
    expect(first?.text).toBe(
      '{"chain":"somebody","format":"quarterday-evidence/1","kind":"a","previous":null,"sequence":1}',
    );
    expect(first?.hash).toBe(fingerprintOf(Buffer.from(first?.text ?? '')));
    expect(second?.text).toContain(`"previous":"${first?.hash ?? ''}"`);
  });
});

describe('checking', () => {
  it('finds nothing wrong with a chain as it was written, by itself, by its list, and by any head', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (all, pick) => {
        const records = chainOf(all);
        const { hash, sequence } = records[pick % records.length]!;
        expect(checkChain(filesOf(records)).problems).toEqual([]);
        expect(checkChain(filesOf(records), { listed: listOf(records), head: hash })).toEqual({
          records: records.length,
          head: records.at(-1)?.hash,
          headAt: sequence,
          problems: [],
        });
      }),
    );
  });

  it('finds any change of any byte, and names that record alone', () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (all, which, where, by) => {
        const records = chainOf(all);
        const files = filesOf(records);
        const number = (which % records.length) + 1;
        const { bytes } = files[number - 1]!;
        bytes[where % bytes.length]! ^= by;
        const { problems } = checkChain(files, { listed: listOf(records) });
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatch(new RegExp(`^Record ${number} was changed`));
        // Without the list of fingerprints the next record tells, and the printed head tells of the last.
        const withoutList = checkChain(files, { head: records.at(-1)!.hash });
        expect(withoutList.problems).not.toEqual([]);
        if (number < records.length) expect(checkChain(files).problems).toEqual(problemsNaming(number));
      }),
      { numRuns: 300 },
    );
  });

  it('finds a byte that was added or cut off', () => {
    const listed = listOf(four);
    for (const change of [(text: string) => `${text}\n`, (text: string) => text.slice(0, -1)]) {
      for (const [index, record] of four.entries()) {
        const files = filesOf(four.with(index, { ...record, text: change(record.text) }));
        const { problems } = checkChain(files, { listed });
        expect(problems).toEqual([expect.stringMatching(`^Record ${index + 1} was changed`)]);
      }
    }
  });

  it('finds a record that is missing, wherever it was', () => {
    for (const { sequence } of four) {
      const rest = four.filter((each) => each.sequence !== sequence);
      expect(checkChain(filesOf(rest), { listed: listOf(four) }).problems).toEqual([
        `Record ${sequence} is missing.`,
      ]);
    }
    expect(checkChain(filesOf(four.slice(1))).problems).toEqual(['Record 1 is missing.']);
  });

  it('finds the last record missing by nothing but a printed head', () => {
    const three = four.slice(0, 3);
    const listed = listOf(three);
    expect(checkChain(filesOf(three), { listed }).problems).toEqual([]);
    const { problems, headAt } = checkChain(filesOf(three), { listed, head: four[3]!.hash });
    expect(headAt).toBeNull();
    expect(problems).toEqual([expect.stringContaining('it is the last one')]);
    expect(checkChain(filesOf(three), { listed, head: three[2]!.hash }).problems).toEqual([]);
  });

  it('takes a head as it is typed from paper', () => {
    const head = (four[1]!.hash.toUpperCase().match(/.{8}/g) ?? []).join(' ');
    expect(checkChain(filesOf(four), { head: ` ${head}\n` })).toMatchObject({ headAt: 2, problems: [] });
  });

  it('finds records that changed places, and one that stands in for another', () => {
    const [first, second, third, fourth] = filesOf(four) as [ChainFile, ChainFile, ChainFile, ChainFile];
    const swapped = [first, { ...second, bytes: third.bytes }, { ...third, bytes: second.bytes }, fourth];
    for (const listed of [undefined, listOf(four)]) {
      expect(checkChain(swapped, { listed }).problems).toEqual([
        'Records were moved: 000002.json holds record 3.',
        'Records were moved: 000003.json holds record 2.',
      ]);
      const doubled = [first, second, { ...third, bytes: second.bytes }, fourth];
      expect(checkChain(doubled, { listed }).problems).toEqual([
        'Record 3 is missing: 000003.json holds a copy of record 2.',
      ]);
    }
  });

  it('finds a record that was rewritten together with the list of fingerprints', () => {
    const [first, second, ...others] = four as [ChainRecord, ChainRecord, ...ChainRecord[]];
    const forged = writeRecord({ chain: 'somebody', sequence: 2, previous: first.hash }, { kind: 'forged' });
    const records = [first, forged, ...others];
    expect(checkChain(filesOf(records), { listed: listOf(records) }).problems).toEqual([
      'Record 2 was changed: record 3 holds another fingerprint of it.',
    ]);
    expect(
      checkChain(filesOf(four), { listed: new Map([...listOf(four), ['000002.json', forged.hash]]) })
        .problems,
    ).toEqual(['The list of fingerprints was changed: it does not fit record 2, which is as it was.']);
    expect(second.hash).not.toBe(forged.hash);
  });

  it('can’t tell a chain that was rewritten whole, but a printed head can', () => {
    const forged = chainOf([{ kind: 'a' }, { kind: 'forged' }, { kind: 'c' }, { kind: 'd' }]);
    expect(checkChain(filesOf(forged), { listed: listOf(forged) }).problems).toEqual([]);
    expect(checkChain(filesOf(forged), { listed: listOf(forged), head: four[3]!.hash }).problems).toEqual([
      expect.stringContaining('No record here has the fingerprint'),
    ]);
  });

  it('finds what does not belong there', () => {
    const more = [...filesOf(four), { name: '5.json', bytes: Buffer.from('{}') }];
    expect(checkChain(more).problems).toEqual(['5.json is no record of the chain.']);
    const other = writeRecord(
      { chain: 'somebody else', sequence: 5, previous: four[3]!.hash },
      { kind: 'e' },
    );
    expect(checkChain(filesOf([...four, other])).problems).toEqual([
      'These are records of more than one account.',
    ]);
    expect(checkChain(filesOf([...four, other]), { listed: listOf(four) }).problems).toEqual([
      'Record 5 is not in the list of fingerprints.',
    ]);
  });
});

const problemsNaming = (number: number) =>
  expect.arrayContaining([expect.stringMatching(new RegExp(`^Records? ${number}\\b`))]) as string[];
