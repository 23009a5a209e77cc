import { describe, expect, it } from 'vitest';
import { checkRedirectUris, isRegistered } from './redirect-uris.ts';

describe('redirect URIs', () => {
  it.each([
    ['http://127.0.0.1:3000/callback', 'localhost'],
    ['http://example.test/callback', 'https'],
    ['https://example.test/callback#part', 'fragment'],
    ['/callback', 'absolute'],
    ['https://[2001:db8::1]/', 'localhost'],
  ])('%s is not registered', (uri, reason) => {
    expect(() => {
      checkRedirectUris([uri]);
    }).toThrow(reason);
  });

  it('are at most five', () => {
    expect(() => {
      checkRedirectUris(Array.from({ length: 6 }, (_, n) => `https://example.test/${n}`));
    }).toThrow('five');
  });

  it('match by their beginning, at a border', () => {
    const registered = ['http://localhost:3000', 'https://example.test/app/'];
    expect(isRegistered('http://localhost:3000/connection/callback', registered)).toBe(true);
    expect(isRegistered('https://example.test/app/callback', registered)).toBe(true);
    expect(isRegistered('http://localhost:30001/callback', registered)).toBe(false);
    expect(isRegistered('https://example.test.evil.test/app/', registered)).toBe(false);
    expect(isRegistered('http://localhost:3000/callback#token', registered)).toBe(false);
  });
});
