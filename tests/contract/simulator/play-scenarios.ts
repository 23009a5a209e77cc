import { checkAnswerAgainst, codesIn } from '../hmrc/check-answer.ts';
import { taxYearIn } from '../hmrc/check-request.ts';
import { type Outcome, outcomeOf } from '../hmrc/scenario-outcomes.ts';
import { settings } from '../settings.ts';
import { taxYearsIn, titleOf } from '../subjects.ts';
import { evidence } from './evidence.ts';
import { findFormRefusals } from './form-refusals.ts';
import { createRandom, type Random, seedFor } from './random.ts';
import type { Session } from './session.ts';
import { type Draw, drawerOf, requestFor, type Subject } from './subject.ts';

const unknownScenario = 'RULE_INCORRECT_GOV_TEST_SCENARIO';

/** What came of playing the scenarios of an operation. */
export interface Played {
  /** What is wrong, one text a value. */
  faults: string[];
  /** Values that ask for the ordinary work, which what is held may refuse: those seen to succeed in some tax year, and all. */
  ordinary: { known: number; all: number };
}

/** Asks for each documented value of `Gov-Test-Scenario` in each of its tax years. */
export async function playScenarios(sessions: readonly Session[], subject: Subject): Promise<Played> {
  const random = createRandom(seedFor(settings.seed, titleOf(subject.documented)));
  const draw = drawerOf(subject, 20, random);
  const played: Played = { faults: [], ordinary: { known: 0, all: 0 } };
  for (const { value, years } of subject.documented.scenarios) {
    const outcome = outcomeOf(subject.documented, value);
    let succeeded = false;
    for (const taxYear of taxYearsIn(subject.operation, years)) {
      const session = sessionIn(taxYear, sessions);
      const answered = await play(session, subject, { value, outcome, taxYear }, draw, random);
      succeeded ||= answered.succeeded;
      if (answered.fault === null) continue;
      played.faults.push(`${value ?? 'no scenario'}, ${taxYear ?? 'any tax year'}: ${answered.fault}`);
      break;
    }
    if (outcome.kind !== 'ordinary work') continue;
    played.ordinary.all += 1;
    if (succeeded) played.ordinary.known += 1;
  }
  return played;
}

/** The first moment at which a tax year has begun: no operation serves one before. */
function sessionIn(taxYear: string | null, sessions: readonly Session[]): Session {
  const begun = sessions.find(
    ({ startAt }) => taxYear === null || startAt.slice(0, 10) >= `${taxYear.slice(0, 4)}-04-06`,
  );
  if (begun === undefined) throw new Error(`No moment is in ${taxYear ?? 'any tax year'}.`);
  return begun;
}

interface Scene {
  value: string | null;
  outcome: Outcome;
  taxYear: string | null;
}

async function play(
  session: Session,
  subject: Subject,
  { value, outcome, taxYear }: Scene,
  draw: Draw,
  random: Random,
): Promise<{ fault: string | null; succeeded: boolean }> {
  const { documented } = subject;
  const request = requestFor(session, subject, session.able, () => draw(taxYear), random, value ?? undefined);
  const answer = await session.send(session.able, request);
  const faults = checkAnswerAgainst(documented, answer, taxYearIn(documented, request.url));
  const codes = answer.status < 400 ? [] : codesIn(JSON.parse(answer.text));
  if (codes.includes(unknownScenario)) faults.unshift('the scenario is unknown');
  if (outcome.kind === 'refusal' && !codes.includes(outcome.code)) {
    faults.unshift(`${outcome.code} was to be answered`);
  }
  if (outcome.kind === 'success' && answer.status >= 300) faults.unshift('a success was to be answered');
  if (outcome.kind === 'ordinary work') faults.push(...findFormRefusals(request, answer));
  return {
    fault: faults.length === 0 ? null : evidence(value ?? 'no scenario', request, answer, faults),
    succeeded: answer.status < 300,
  };
}
