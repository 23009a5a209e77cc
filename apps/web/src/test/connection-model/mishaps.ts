import { type HmrcClient } from '@quarterday/hmrc-client';
import fc from 'fast-check';
import { expect } from 'vitest';

import { command, expectAsking, pass } from './commands.ts';
import * as rules from './model.ts';
import { type Model } from './model.ts';
import { type World } from './world.ts';

/** A command about a renewal: time passes until one is needed. */
const renewal = (name: string, run: (model: Model, world: World) => Promise<number>) =>
  command(
    name,
    async (model, world) => {
      await pass(model, world, 6 * 60 * 1000);
      return run(model, world);
    },
    ({ status }) => status === 'connected',
  );

/** Faults that strike the next renewal, and what each leaves behind. */
const leaveInDoubt = (model: Model) => {
  rules.lose(model, false);
};
const faults: Record<string, (model: Model) => void> = {
  'answer-lost-before': leaveInDoubt,
  'drop-connection': leaveInDoubt,
  'outage-500': leaveInDoubt,
  'outage-503': leaveInDoubt,
  'html-error': leaveInDoubt,
  throttle: () => undefined,
};

const faultyRenewal = fc.constantFrom(...Object.keys(faults)).map((name) =>
  renewal(`renew, with ${name}`, async (model, world) => {
    await strike(world, name);
    expect(await world.ask('fresh')).toMatchObject({ ok: false, kind: 'retry' });
    faults[name]?.(model);
    return 1;
  }),
);

/** The operator's client secret is wrong, which touches nothing. */
const operatorsFault = fc.constant(
  renewal('renew, with invalid-client', async (_, world) => {
    await strike(world, 'invalid-client');
    expect(await world.ask('fresh')).toMatchObject({ ok: false, kind: 'operator' });
    return 1;
  }),
);

/** HMRC renews, and its answer does not come. It waits for a renewal that succeeds. */
const lostAnswer = fc.constantFrom('answer-lost', 'pair-lost', 'answer-cut').map((name) =>
  renewal(`renew, with ${name}`, async (model, world) => {
    await strike(world, name);
    const outcome = await world.ask('fresh');
    if (rules.isRenewable(model)) {
      expect(outcome).toMatchObject({ ok: false, kind: 'retry' });
      rules.lose(model, true);
    } else {
      expect(outcome).toMatchObject({ ok: false, kind: 'reconnect' });
      rules.refuse(model);
    }
    await world.journey.control.clearFaults();
    return 1;
  }),
);

const inProgress = fc.constant(
  renewal('renew, while HMRC says that a refresh is running', async (model, world) => {
    await strike(world, 'refresh-in-progress');
    await world.ask('fresh');
    rules.lose(model, false);
    rules.renew(model);
    return 2;
  }),
);

const apiOutage = fc.constantFrom('live' as const, 'fresh' as const).map((freshness) =>
  command(`ask (${freshness}) in an outage`, async (model, world) => {
    // The fault comes before HMRC looks at the token, so that nobody learns whether it is dead.
    const renews = rules.needsRenewal(model, freshness);
    await world.journey.control.addFault({ name: 'outage-503', operation: 'list-businesses', times: 1 });
    await world.ask(freshness);
    await world.journey.control.clearFaults();
    return renews ? expectAsking(model, freshness) : 0;
  }),
);

/** A process is killed before HMRC hears of it, or before anybody hears HMRC's answer; its lease runs out. */
const crash = fc.constantFrom('before' as const, 'after' as const).map((when) =>
  renewal(`die ${when} the call`, async (model, world) => {
    const dying = world.createProcess(async (params) => {
      if (when === 'after') await world.journey.hmrc.refreshTokens(params);
      throw new Error('killed');
    });
    await expect(world.ask('fresh', dying)).rejects.toThrow('killed');
    await world.outliveLease();
    await forgetDead(world);
    rules.lose(model, when === 'after' && rules.isRenewable(model));
    return when === 'after' ? 1 : 0;
  }),
);

/** The dead process's name in the lease says nothing any more. */
const forgetDead = ({ journey, landlord }: World) =>
  journey.pool.query(`update connections set lease_owner = null where owner_id = $1`, [landlord.id]);

/** While HMRC's answer to a renewal is on its way, something else happens. */
function during(
  name: string,
  happen: (model: Model, world: World) => Promise<number>,
  settle: (model: Model, couldRenew: boolean) => void = () => undefined,
) {
  return fc.constant(
    renewal(`${name} while a renewal is under way`, async (model, world) => {
      const couldRenew = rules.isRenewable(model);
      const slow = createSlow(world);
      const asking = world.ask('fresh', slow.process);
      await slow.hasAnswer;
      if (couldRenew && model.pair) model.pair.isLive = false;
      const renewals = await happen(model, world);
      slow.letGo();
      await asking;
      settle(model, couldRenew);
      return 1 + renewals;
    }),
  );
}

function createSlow(world: World) {
  let arrived: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const hasAnswer = new Promise<void>((resolve) => (arrived = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const refreshTokens: HmrcClient['refreshTokens'] = async (params) => {
    const result = await world.journey.hmrc.refreshTokens(params);
    arrived();
    await gate;
    return result;
  };
  return { process: world.createProcess(refreshTokens), hasAnswer, letGo };
}

const disconnectDuring = during('disconnect', async (model, { journey, landlord }) => {
  expect(await journey.connections.disconnect(landlord.id)).toBe('done');
  rules.disconnect(model);
  return 0;
});

const reconnectDuring = during('connect', async (model, { journey, landlord }) => {
  expect(await journey.connect(landlord)).toMatchObject({ ok: true });
  rules.connect(model);
  return 0;
});

/** A process sleeps past its lease; another is refused with the same pair; then the answer of the first comes after all. */
const lateAnswer = during(
  'another is refused',
  async (model, world) => {
    await world.outliveLease();
    expect(await world.ask('fresh', world.processes[1])).toMatchObject({ ok: false, kind: 'reconnect' });
    if (model.pair) model.pair.inDoubt = true;
    rules.refuse(model);
    await pass(model, world, 1000);
    return 1;
  },
  (model, couldRenew) => {
    if (!couldRenew || !model.pair) return;
    Object.assign(model.pair, { isLive: true, inDoubt: false, renewedAt: model.now });
    Object.assign(model, { status: 'connected', reason: null });
    model.history.push('renewed');
  },
);

const strike = ({ journey, landlord }: World, name: string) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: 'token', times: 1 });

/** Commands in which HMRC, the network, a process or the operator fails. */
export const mishaps = [
  faultyRenewal,
  operatorsFault,
  lostAnswer,
  inProgress,
  apiOutage,
  crash,
  disconnectDuring,
  reconnectDuring,
  lateAnswer,
];
