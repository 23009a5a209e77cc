import { describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { initialState } from '../state/initial.ts';
import type { Journey, Token } from '../state/schema.ts';
import { createStore } from '../state/store.ts';
import { createGrants } from './grants.ts';

const NINO = 'NC270601A';
const KEPT = 8;
const journey: Journey = { id: 'j', redirectUri: '', scope: 'read:self-assessment', startedAt: '' };

function world() {
  const store = createStore(initialState('2026-10-06T09:00:00Z', true), undefined);
  const clock = createClock(store);
  const grants = createGrants(store, clock, KEPT);
  const connect = (): Token => grants.redeem(grants.consent(journey, NINO));
  return { store, clock, grants, connect };
}

/** Refreshes some times; all pairs, the good one last. */
function refreshes({ grants, clock }: ReturnType<typeof world>, first: Token, times: number): Token[] {
  const pairs = [first];
  for (let done = 0; done < times; done += 1) {
    clock.advance('PT1S');
    pairs.push(grants.refresh(pairs.at(-1) ?? first));
  }
  return pairs;
}

describe('what is forgotten of tokens, codes and authorities', () => {
  it('is the longest dead once there are too many, with their refresh tokens', () => {
    const here = world();
    const { store, grants } = here;
    const pairs = refreshes(here, here.connect(), 100);
    const held = Object.keys(store.state.tokens);
    expect(held.length).toBeGreaterThan(KEPT);
    expect(held.length).toBeLessThanOrEqual(KEPT + 1 + 3);
    expect(held).toEqual(pairs.slice(-held.length).map(({ accessToken }) => accessToken));
    expect(Object.values(store.state.refreshTokens)).toEqual(held);
    for (const { refreshToken = '', accessToken } of pairs.slice(0, -1)) {
      expect(grants.findRefreshable(refreshToken)).toBeUndefined();
      expect(grants.bearerOf(accessToken)).toBeUndefined();
    }
    expect(grants.findRefreshable(pairs.at(-1)?.refreshToken ?? '')).toBeDefined();
  });

  it('is never what is still good, however old and however many', () => {
    const here = world();
    const { store, grants, clock } = here;
    const good = Array.from({ length: 50 }, here.connect);
    clock.advance('P1D');
    refreshes(here, here.connect(), 100);
    for (const { refreshToken = '' } of good) expect(grants.findRefreshable(refreshToken)).toBeDefined();
    expect(Object.keys(store.state.tokens).length).toBeLessThan(50 + KEPT + 20);
    expect(Object.keys(store.state.authorities)).toHaveLength(51);
  });

  it('goes by death and not by issue', () => {
    const here = world();
    const { grants } = here;
    const old = here.connect();
    refreshes(here, here.connect(), 40);
    grants.refresh(old);
    refreshes(here, here.connect(), 2);
    expect(grants.ninoOf(old.refreshToken ?? '')).toBe(NINO);
  });

  it('covers what ended with its authority, by withdrawal or by time', () => {
    const here = world();
    const { store, grants, clock } = here;
    for (let times = 0; times < 40; times += 1) {
      here.connect();
      if (times % 2 === 0) grants.happen('revoke-authority', NINO);
      else clock.advance('P18M');
    }
    for (const table of ['tokens', 'refreshTokens', 'codes', 'authorities'] as const) {
      expect(Object.keys(store.state[table]).length).toBeLessThanOrEqual(KEPT + 1 + 3);
    }
  });

  it('covers codes that nobody came back with, and the authorities they were for', () => {
    const { store, grants, clock } = world();
    for (let times = 0; times < 100; times += 1) {
      grants.consent(journey, NINO);
      clock.advance('PT10M');
    }
    expect(Object.keys(store.state.codes).length).toBeLessThanOrEqual(KEPT + 1 + 3);
    expect(Object.keys(store.state.authorities).length).toBeLessThanOrEqual(KEPT + 1 + 3);
  });

  it('covers an application’s own tokens that have expired', () => {
    const { store, grants, clock } = world();
    for (let times = 0; times < 100; times += 1) {
      grants.issueToApplication('');
      clock.advance('PT4H');
    }
    expect(Object.keys(store.state.tokens).length).toBeLessThanOrEqual(KEPT + 1 + 3);
  });

  it('is counted anew when another state takes the place of this one', () => {
    const here = world();
    const { store } = here;
    refreshes(here, here.connect(), KEPT);
    const full = structuredClone(store.state);
    const tokens = Object.values(full.tokens).map((token) => ({
      ...token,
      accessToken: `${token.accessToken}x`,
    }));
    for (const token of tokens) full.tokens[token.accessToken] = { ...token, replacedAt: token.issuedAt };
    store.replace(full);
    here.connect();
    expect(Object.keys(store.state.tokens).length).toBeLessThanOrEqual(KEPT + 2);
  });

  it('leaves 20,000 dead tokens and at most a quarter more, without looking through them at every refresh', () => {
    const store = createStore(initialState('2026-10-06T09:00:00Z', true), undefined);
    const grants = createGrants(store, createClock(store));
    let token = grants.redeem(grants.consent(journey, NINO));
    for (let done = 0; done < 40_000; done += 1) token = grants.refresh(token);
    expect(Object.keys(store.state.tokens).length).toBeLessThanOrEqual(25_001);
    expect(grants.findRefreshable(token.refreshToken ?? '')).toBe(token);
  });
});
