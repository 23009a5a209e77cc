import { describe, expect, it } from 'vitest';

import { kindName, outcomeName, triggerName } from './words.ts';

describe('what came of a calculation in HMRC’s list', () => {
  it.each([
    ['PROCESSED', 0, 'Calculated'],
    ['PROCESSED', -5, 'Calculated'],
    // HMRC processes what did not pass its checks too.
    ['PROCESSED', null, 'Processed; the list has no amount'],
    ['ERROR', null, 'Not calculated: HMRC’s system failed'],
    ['REJECTED', null, 'Not calculated: HMRC turned the request down'],
    ['REJECTED', 23_689, 'HMRC turned the request down'],
    ['PARKED', null, 'PARKED'],
    // Of years to 2022-23 HMRC says nothing.
    [null, 100, 'Calculated'],
    [null, null, 'HMRC’s list does not say'],
  ])('is told for %s and %s', (outcome, duePence, words) => {
    expect(outcomeName({ outcome, duePence })).toBe(words);
  });
});

it.each([
  ['in-year', 'Estimate'],
  ['intent-to-finalise', 'Figures for the final declaration'],
  ['final-declaration', 'Figures that were declared'],
  ['confirm-amendment', 'Figures that were declared as an amendment'],
  ['something-new', 'something-new'],
])('a calculation of the kind %s is called so', (kind, words) => {
  expect(kindName(kind)).toBe(words);
});

it.each([
  ['attended', 'Somebody who asked (“attended”)'],
  ['unattended', 'HMRC itself (“unattended”)'],
  ['customer-request', 'You, or an agent for you, with software'],
  ['customerRequest', 'You, or an agent for you, with software'],
  ['class2NICEvent', 'Class 2 National Insurance that became known'],
  ['class2-nic-event', 'Class 2 National Insurance that became known'],
  ['cesaSAReturn', 'A Self Assessment return'],
  ['someEvent', 'someEvent'],
])('what set a calculation off is told for %s', (trigger, words) => {
  expect(triggerName(trigger)).toBe(words);
});
