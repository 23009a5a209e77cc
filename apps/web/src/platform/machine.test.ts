import { describe, expect, it } from 'vitest';

import { readMachine, timezoneOf } from './machine.ts';

const at = new Date('2026-10-06T09:00:00Z');

describe('the machine', () => {
  it('has a UUID that is the same for the same installation and another for another', () => {
    const { deviceId } = readMachine('one', at);
    expect(deviceId).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(readMachine('one', at).deviceId).toBe(deviceId);
    expect(readMachine('two', at).deviceId).not.toBe(deviceId);
  });

  it('tells its system, and no address that only it can reach', () => {
    const { osFamily, osVersion, localIps } = readMachine('one', at);
    expect(osFamily).not.toBe('');
    expect(osVersion).not.toBe('');
    expect(localIps).not.toContain('127.0.0.1');
    expect(localIps).not.toContain('::1');
  });

  it('writes its time zone as HMRC wants it', () => {
    expect([0, -60, 210, -345].map(timezoneOf)).toEqual(['UTC+00:00', 'UTC+01:00', 'UTC-03:30', 'UTC+05:45']);
  });
});
