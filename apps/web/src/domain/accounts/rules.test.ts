import { describe, expect, test } from 'vitest';
import { checkDeletion, checkEmail, checkNewPassword, describeWait, ownPath } from './rules.ts';

const refusal = (password: string, email = 'sam@example.org') =>
  checkNewPassword(password, email, 'newPassword')[0]?.message;

describe('a new password', () => {
  test.each([
    'plum tree 7',
    'kitchen-window',
    'ünïcödé wörter',
    'x'.repeat(3) + 'yz-otter-lamp',
    '  spaces count  ',
  ])('is taken when it is long and not common: %s', (password) => {
    expect(refusal(password)).toBeUndefined();
  });

  test('needs ten characters, counted as a person counts them', () => {
    expect(refusal('')).toBe('Enter a password');
    expect(refusal('plumtree7')).toBe('Password must be 10 characters or more');
    expect(refusal('🦦🌳🏠🚗🌊🍐🐝🔑🧭')).toBe('Password must be 10 characters or more');
    expect(refusal('🦦🌳🏠🚗🌊🍐🐝🔑🧭📮')).toBeUndefined();
  });

  test('may have two hundred characters and no more', () => {
    const long = 'a plum tree '.repeat(20);
    expect(refusal(long.slice(0, 200))).toBeUndefined();
    expect(refusal(long.slice(0, 201))).toBe('Password must be 200 characters or fewer');
  });

  test('must not be the e-mail address or the part before its @', () => {
    expect(refusal('Sam.Landlord@Example.org', 'sam.landlord@example.org')).toBe(
      'Password must not be your email address',
    );
    expect(refusal('sam.landlord', 'sam.landlord@example.org')).toBe(
      'Password must not be your email address',
    );
  });

  test.each([
    'Password123',
    'password!!2026',
    'qwertyuiop',
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    '1212121212',
    'abcabcabcabc',
    'I love you so 1',
    'Quarterday2026',
    'ｐａｓｓｗｏｒｄ１２３',
  ])('must not be what guessers try first: %s', (password) => {
    expect(refusal(password)).toBe('Choose a password that is harder to guess');
  });
});

describe('an e-mail address', () => {
  test.each(['sam@example.org', 'sam.o+tax@mail.example.co.uk'])('is taken: %s', (email) => {
    expect(checkEmail(email)).toEqual([]);
  });

  test.each([
    '',
    'sam',
    'sam@',
    '@example.org',
    'sam@example',
    'a b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('is refused: %s', (email) => {
    expect(checkEmail(email)).toHaveLength(1);
  });
});

describe('the way on after signing in', () => {
  test.each(['/', '/settings/hmrc-connection', '/updates?year=2026-27#q2', '/a//b'])(
    'is kept: %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  test.each([
    undefined,
    '',
    'settings',
    'https://example.org/',
    '//example.org',
    '/\\example.org',
    '\\/example.org',
    '/\t/example.org',
    '/\n/example.org',
    ' /x',
    'javascript:alert(1)',
    '/a\\b',
    '/a b',
    '/é',
    `/${'a'.repeat(2001)}`,
  ])('is the home page instead of %j', (path) => {
    expect(ownPath(path)).toBe('/');
  });
});

test('an account is deleted only when the word is typed, in any case', () => {
  expect(checkDeletion(' Delete ')).toEqual([]);
  expect(checkDeletion('yes')).toEqual([
    { field: 'confirmation', message: 'Type “delete” to confirm that you want to delete your account' },
  ]);
});

test('a wait is told in whole minutes, rounded up, and from an hour on in hours', () => {
  expect([0, 59, 61, 900, 3599, 3600, 3601].map(describeWait)).toEqual([
    'in 1 minute',
    'in 1 minute',
    'in 2 minutes',
    'in 15 minutes',
    'in 1 hour',
    'in 1 hour',
    'in 2 hours',
  ]);
});
