import { clockStartingAt } from '../clock.ts';
import { FIRST_CUMULATIVE_YEAR, quarterlyPeriods } from '../tax-year.ts';
import { closedYears } from './closed-years.ts';
import { userSchema, type State } from './schema.ts';
import { testUsers } from './test-users.ts';

/** Where a business's fulfilled obligations and updates are kept: ids are unique only within one person. */
export function businessKey(nino: string, businessId: string): string {
  return `${nino}/${businessId}`;
}

/** A new world: the test users, their 2025-26 updates all counted as sent in time, and what one of them sent long ago. */
export function initialState(startAt: string, frozen: boolean): State {
  const users = testUsers.map((user) => userSchema.parse(user));
  const fulfilments: State['fulfilments'] = {};
  for (const user of users) {
    for (const business of user.businesses) {
      const { quarterlyTypeChoice, commencementDate } = business;
      const periods = quarterlyPeriods(FIRST_CUMULATIVE_YEAR, quarterlyTypeChoice, commencementDate);
      fulfilments[businessKey(user.nino, business.businessId)] = Object.fromEntries(
        // Three days before each deadline: long enough ago for any clock a person starts from.
        periods.map(({ endDate, dueDate }) => [endDate, `${dueDate.slice(0, 8)}02`]),
      );
    }
  }
  const sentBefore = closedYears();
  return {
    version: 2,
    clock: clockStartingAt(startAt, frozen),
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
