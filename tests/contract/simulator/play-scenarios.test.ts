import { expect, test } from 'vitest';
import { outcomeOf } from '../hmrc/scenario-outcomes.ts';
import { subjects } from '../subjects.ts';
import { playScenarios } from './play-scenarios.ts';
import type { Person, Session } from './session.ts';
import { type Subject, subjectOf } from './subject.ts';

const able: Person = {
  nino: 'NC270690A',
  accessToken: 'a-token',
  businessIds: { 'uk-property': [], 'foreign-property': [], 'self-employment': [] },
  seen: new Map(),
};

/** Somewhere that answers everything alike. */
const answering = (status: number, body: object): Session => ({
  startAt: '2027-05-10T09:00:00Z',
  people: [able],
  able,
  applicationToken: 'a-token',
  send: () =>
    Promise.resolve({
      status,
      headers: new Headers({ 'x-correlationid': 'an-id', 'content-type': 'application/json' }),
      text: JSON.stringify(body),
    }),
  wait: () => Promise.resolve(),
  close: () => Promise.resolve(),
});

/** An operation of HMRC's, with the scenarios alone that are to be answered in a way. */
function subjectWith(kind: ReturnType<typeof outcomeOf>['kind']): Subject {
  for (const documented of subjects) {
    const scenarios = documented.scenarios.filter(({ value }) => outcomeOf(documented, value).kind === kind);
    const subject = scenarios.length > 0 ? subjectOf(documented) : null;
    if (subject !== null) return { ...subject, documented: { ...documented, scenarios } };
  }
  throw new Error(`No scenario is to be answered with ${kind}.`);
}

const notFound = answering(404, { code: 'MATCHING_RESOURCE_NOT_FOUND', message: 'x' });

test('a scenario of a success that is refused is a fault, whatever it is refused with', async () => {
  const { faults } = await playScenarios([notFound], subjectWith('success'));
  expect(faults.join('\n')).toContain('a success was to be answered');
});

test('a scenario of a refusal that is answered otherwise is a fault', async () => {
  const refused = answering(400, { code: 'FORMAT_NINO', message: 'x' });
  const { faults } = await playScenarios([refused], subjectWith('refusal'));
  expect(faults.join('\n')).toContain('was to be answered');
});

test('the ordinary work may be refused for what is held, and not for the form', async () => {
  const subject = subjectWith('ordinary work');
  const { faults, ordinary } = await playScenarios([notFound], subject);
  expect(faults).toEqual([]);
  expect(ordinary).toEqual({ known: 0, all: subject.documented.scenarios.length });
  const refused = await playScenarios([answering(400, { code: 'FORMAT_NINO', message: 'x' })], subject);
  expect(refused.faults.join('\n')).toContain('refused for its form');
});
