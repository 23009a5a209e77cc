import { clockStartingAt } from '../clock.ts';
import { londonDate } from '../dates.ts';
import { FIRST_CUMULATIVE_YEAR, quarterlyPeriods } from '../tax-year.ts';
import { closedYears, dayOfSending, wasDueBefore } from './closed-years.ts';
import { userSchema, type State } from './schema.ts';
import { testUsers } from './test-users.ts';

/** Where a business's fulfilled obligations and updates are kept: ids are unique only within one person. */
export function businessKey(nino: string, businessId: string): string {
  return `${nino}/${businessId}`;
}

/**
 * A new world: the test users, and what counts as sent before it began. Of 2025-26 those are the updates due by then, each
 * in time; one of the users has sent more, and further back.
 */
export function initialState(startAt: string, frozen: boolean): State {
  const clock = clockStartingAt(startAt, frozen);
  const today = londonDate(new Date(startAt));
  const users = testUsers.map((user) => userSchema.parse(user));
  const fulfilments: State['fulfilments'] = {};
  const sentBefore = closedYears(today);
  for (const user of users) {
    for (const business of user.businesses) {
      const { quarterlyTypeChoice, commencementDate } = business;
      const periods = quarterlyPeriods(FIRST_CUMULATIVE_YEAR, quarterlyTypeChoice, commencementDate);
      const key = businessKey(user.nino, business.businessId);
      const met = periods.filter(wasDueBefore(today));
      fulfilments[key] = {
        ...sentBefore.fulfilments[key],
        ...Object.fromEntries(met.map(({ endDate, dueDate }) => [endDate, dayOfSending(dueDate)])),
      };
    }
  }
  return {
    version: 2,
    clock,
    users: Object.fromEntries(users.map((user) => [user.nino, user])),
    journeys: {},
    authorities: {},
    codes: {},
    tokens: {},
    refreshTokens: {},
    updates: sentBefore.updates,
    history: sentBefore.history,
    fulfilments,
    documents: sentBefore.documents,
    faults: [],
    nextFaultNumber: 1,
    nextSubmissionNumber: 1,
  };
}
