import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectNone } from './expect-none.ts';
import { codeDifferences } from './code-differences.ts';
import type { DocumentedOperation } from './hmrc/documents.ts';
import { count } from './report/counts.ts';
import { playScenarios } from './simulator/play-scenarios.ts';
import { openSession, type Session } from './simulator/session.ts';
import { subjectOf } from './simulator/subject.ts';
import { prepare, tryOut } from './simulator/try-out.ts';
import { simulatorOperationOf } from './simulator-operations.ts';
import { subjects, titleOf } from './subjects.ts';

/**
 * Moments when different operations have their time: in the middle of a tax year, after its end, and while End of Period
 * Statements and the figures of earlier years can still be sent.
 */
const moments = ['2026-10-06T09:00:00Z', '2027-05-10T09:00:00Z', '2024-05-10T09:00:00Z'];

/** Calls that would take away what other calls need. */
const disturbing = /self-assessment-test-support|create-test-user/;
/** What HMRC takes once: its own tries are to find it not taken yet. */
const once = 'end-of-period-statement';
const others = subjects
  .filter(({ method, path }) => method !== 'DELETE' && !disturbing.test(path) && !path.includes(once))
  .flatMap((documented) => subjectOf(documented) ?? []);

let prepared: readonly Session[] = [];
let disturbed: readonly Session[] = [];
beforeAll(async () => {
  prepared = await Promise.all(moments.map((moment) => openSession(moment)));
  for (const session of prepared) await prepare(session, others);
  disturbed = await Promise.all(moments.map((moment) => openSession(moment)));
});
afterAll(async () => {
  await Promise.all([...prepared, ...disturbed].map((session) => session.close()));
});

for (const documented of subjects) {
  describe(titleOf(documented), () => {
    testOperation(documented, () => (disturbing.test(documented.path) ? disturbed : prepared));
  });
}

function testOperation(documented: DocumentedOperation, sessions: () => readonly Session[]): void {
  const { api, scenarios } = documented;
  const simulated = simulatorOperationOf(documented);
  test('is in the simulator, with HMRC’s codes and their statuses', () => {
    if (simulated === undefined) {
      throw new Error('The simulator has nothing of this version, method and path.');
    }
    expectNone(codeDifferences(documented, simulated));
  });
  const subject = subjectOf(documented);
  if (subject === null) return;

  test('is answered as HMRC’s file says, whatever is sent', async (context) => {
    const { answers, successes, faults } = await tryOut(sessions(), subject, others);
    count(context, {
      api,
      answers,
      successes,
      ...(successes === 0 && { unsuccessful: titleOf(documented) }),
    });
    expectNone(faults);
  });

  test('serves every scenario of HMRC’s table', async (context) => {
    const { faults, ordinary } = await playScenarios(sessions(), subject);
    const known = scenarios.length - faults.length;
    count(context, { api, scenarios: { known, all: scenarios.length }, ordinary });
    expectNone(faults);
  });
}
