import { describe, expect, it } from 'vitest';
import { ADA, api, connect, startSimulator, token } from '../test/landlord.ts';

describe('refuse', () => {
  it('refuses with every code that HMRC documents for every operation, under its status', async () => {
    const { simulator, send } = await startSimulator();
    const { access } = await connect(send);
    const application = await token(send, { grant_type: 'client_credentials' });
    const applicationAccess = application.body['access_token'] ?? '';
    const wrong: string[] = [];
    let tried = 0;
    for (const {
      name,
      reach,
      method,
      path,
      version = '',
      codes,
      statuses,
    } of simulator.control.operations()) {
      if (reach !== 'api') continue;
      const address = path.replace(':nino', ADA.nino).replaceAll(/:\w+/g, 'x');
      for (const code of codes) {
        await simulator.control.addFault({
          name: 'refuse',
          operation: name,
          code,
          documented: true,
          times: 1,
        });
        const ask = (bearer: string) => api(send, bearer, address, { method, version });
        let answer = await ask(access);
        if (answer.body.code === 'INCORRECT_ACCESS_TOKEN_TYPE') answer = await ask(applicationAccess);
        tried += 1;
        if (answer.status !== statuses[code] || answer.body.code !== code) {
          wrong.push(`${name} ${code}: ${answer.status} ${answer.body.code ?? ''}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(simulator.control.faults().on).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  });

  it('answers with the status that HMRC documents for the operation, where one code has several', async () => {
    const { simulator } = await startSimulator();
    const statusAt = (operation: string) =>
      simulator.control.operations().find(({ name }) => name === operation)?.statuses[
        'RULE_INCOME_SOURCES_INVALID'
      ];
    expect(statusAt('trigger-calculation')).toBe(422);
    expect(statusAt('submit-final-declaration')).toBe(400);
  });
});
