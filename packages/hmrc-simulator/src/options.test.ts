import { expect, it } from 'vitest';
import { createSimulator, type SimulatorOptions } from './index.ts';

it.each<[string, SimulatorOptions]>([
  ['startAt', { startAt: 'tomorrow' }],
  ['clientId', { clientId: '' }],
  ['clientSecret', { clientSecret: '' }],
  ['redirect URI', { redirectUris: ['ftp://localhost'] }],
  ['redirectUris', { redirectUris: [] }],
  ['requestsPerSecond', { requestsPerSecond: Number.NaN }],
  ['calculationSeconds', { calculationSeconds: -1 }],
  ['refreshSeconds', { refreshSeconds: -0.5 }],
  ['obligationDelaySeconds', { obligationDelaySeconds: 1.5 }],
  ['stateFile', { stateFile: '' }],
])('a simulator is not made with a wrong %s, and the reason names it', async (name, options) => {
  await expect(createSimulator(options)).rejects.toMatchObject({
    code: 'bad-option',
    message: expect.stringMatching(name === 'startAt' ? /starting time/ : new RegExp(name)) as string,
  });
});

it('a simulator without options has those of the README', async () => {
  const simulator = await createSimulator();
  expect(simulator.control.clock()).toMatchObject({ today: '2026-10-06', frozen: false });
  expect(simulator.control.waitingTimes()).toEqual({
    calculationSeconds: 5,
    obligationDelaySeconds: 0,
    refreshSeconds: 0,
  });
});
