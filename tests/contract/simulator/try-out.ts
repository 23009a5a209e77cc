import { checkAnswerAgainst } from '../hmrc/check-answer.ts';
import { checkRequestAgainst, taxYearIn } from '../hmrc/check-request.ts';
import { settings } from '../settings.ts';
import { titleOf } from '../subjects.ts';
import { evidence } from './evidence.ts';
import { findFormRefusals } from './form-refusals.ts';
import { mutate } from './mutate.ts';
import { createRandom, type Random, seedFor } from './random.ts';
import { choosePerson, type Session } from './session.ts';
import { type Draw, drawerOf, requestFor, type Subject } from './subject.ts';
import { sendWholeYear } from './whole-year.ts';

/** What came of asking an operation many times. */
export interface Tried {
  answers: number;
  /** Those of them that were a success. */
  successes: number;
  faults: string[];
}

const mostFaults = 3;
const ofOthers = 12;

const rounds = 5;

/** Sends valid calls of many operations, those that write before those that read, so that there is something to answer about. */
export async function prepare(session: Session, subjects: readonly Subject[]): Promise<void> {
  const random = createRandom(settings.seed);
  const writesFirst = subjects.toSorted((a, b) => Number(isReading(a)) - Number(isReading(b)));
  const drawers = new Map(subjects.map((one) => [one, drawerOf(one, ofOthers, random)]));
  const named = (pattern: RegExp) =>
    [...drawers]
      .filter(([{ operation }]) => pattern.test(operation.name))
      .map(([subject, draw]) => ({ subject, draw }));
  // Periods touch those that are there; a cumulative update of foreign property is of properties that are registered by then.
  await sendWholeYear(session, named(/^create(Uk|Foreign)PropertyPeriod$/), random);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of writesFirst) {
      const draw = drawers.get(one);
      if (draw === undefined) continue;
      await session.send(session.able, requestFor(session, one, session.able, draw, random));
    }
    await session.wait();
  }
  await sendWholeYear(session, named(/^put(Uk|Foreign)PropertyCumulative$/), random);
}

function isReading({ documented }: Subject): boolean {
  return documented.method === 'GET';
}

/** Asks an operation in each session, with valid requests and with wrong ones, other operations in between. */
export async function tryOut(
  sessions: readonly Session[],
  subject: Subject,
  others: readonly Subject[],
): Promise<Tried> {
  const random = createRandom(seedFor(settings.seed, titleOf(subject.documented)));
  const draw = drawerOf(subject, settings.runs, random);
  const drawers = new Map(others.map((one) => [one, drawerOf(one, ofOthers, random)]));
  let [answers, successes] = [0, 0];
  // One of each kind is enough to see.
  const faults = new Map<string, string>();
  for (const session of sessions) {
    await session.wait();
    for (let turn = 0; turn < settings.runs / sessions.length; turn += 1) {
      if (faults.size >= mostFaults) break;
      const other = random.chance(0.3) && others.length > 0 ? random.pick(others) : null;
      // What others answer is judged in their own tests; here they only see to it that there is something to answer about.
      if (other !== null) await ask(session, other, drawers.get(other) ?? draw, random, 0);
      const { fault, succeeded } = await ask(session, subject, draw, random, 0.5);
      answers += 1;
      if (succeeded) successes += 1;
      if (fault !== null) faults.set(fault.kind, faults.get(fault.kind) ?? fault.text);
    }
  }
  return { answers, successes, faults: [...faults.values()] };
}

interface Asked {
  fault: { kind: string; text: string } | null;
  succeeded: boolean;
}

async function ask(
  session: Session,
  subject: Subject,
  draw: Draw,
  random: Random,
  wrong: number,
): Promise<Asked> {
  const { documented } = subject;
  const person = choosePerson(session, random);
  const request = requestFor(session, subject, person, draw, random);
  const isWrong = random.chance(wrong);
  const { request: sent, what } = isWrong ? mutate(request, random) : { request, what: 'valid' };
  const answer = await session.send(person, sent);
  const taxYear = taxYearIn(documented, sent.url);
  const faults = checkAnswerAgainst(documented, answer, taxYear);
  if (answer.status < 400) {
    const broken = checkRequestAgainst(documented, sent, taxYear).filter((fault) => !isHarmless(fault));
    faults.push(...broken.map((fault) => `accepted, though by HMRC's file it is wrong: ${fault}`));
  }
  if (!isWrong) faults.push(...findFormRefusals(sent, answer));
  const [kind] = faults;
  return {
    fault: kind === undefined ? null : { kind, text: evidence(what, sent, answer, faults) },
    succeeded: answer.status < 300,
  };
}

/** HMRC's services, too, pass over parameters of the query that they do not know. */
function isHarmless(fault: string): boolean {
  return fault.includes('which HMRC does not document');
}
