import { checkAnswerAgainst, codesIn } from '../hmrc/check-answer.ts';
import { taxYearIn } from '../hmrc/check-request.ts';
import { documentedCodes } from '../hmrc/documents.ts';
import { codeOfScenario, type Scenario } from '../hmrc/scenarios.ts';
import { settings } from '../settings.ts';
import { taxYearsIn, titleOf } from '../subjects.ts';
import { evidence } from './evidence.ts';
import { createRandom, type Random, seedFor } from './random.ts';
import type { Session } from './session.ts';
import { type Draw, drawerOf, requestFor, type Subject } from './subject.ts';

const unknownScenario = 'RULE_INCORRECT_GOV_TEST_SCENARIO';

/** Asks for each documented value of `Gov-Test-Scenario` in each of its tax years; what is wrong, one text a value. */
export async function playScenarios(session: Session, subject: Subject): Promise<string[]> {
  const random = createRandom(seedFor(settings.seed, titleOf(subject.documented)));
  const draw = drawerOf(subject, 20, random);
  const faults: string[] = [];
  for (const scenario of subject.documented.scenarios) {
    const years = taxYearsIn(subject.operation, scenario.years);
    for (const taxYear of years) {
      const fault = await play(session, subject, scenario, draw, taxYear, random);
      if (fault === null) continue;
      faults.push(`${scenario.value ?? 'no scenario'}, ${taxYear ?? 'any tax year'}: ${fault}`);
      break;
    }
  }
  return faults;
}

async function play(
  session: Session,
  subject: Subject,
  { value }: Scenario,
  draw: Draw,
  taxYear: string | null,
  random: Random,
): Promise<string | null> {
  const { documented } = subject;
  const request = requestFor(session, subject, session.able, () => draw(taxYear), random, value ?? undefined);
  const answer = await session.send(session.able, request);
  const faults = checkAnswerAgainst(documented, answer, taxYearIn(documented, request.url));
  const codes = answer.status < 400 ? [] : codesIn(JSON.parse(answer.text));
  if (codes.includes(unknownScenario)) faults.unshift('the scenario is unknown');
  const expected =
    value === null
      ? null
      : codeOfScenario(
          value,
          documentedCodes(documented).map(({ code }) => code),
        );
  if (expected !== null && !codes.includes(expected)) faults.unshift(`${expected} was to be answered`);
  return faults.length === 0 ? null : evidence(value ?? 'no scenario', request, answer, faults);
}
