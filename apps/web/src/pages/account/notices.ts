/** What a page says at its top after another page did something; the address names it, so that nothing else can be put there. */
const notices = {
  'password-changed': 'Your password is changed. All other browsers are signed out.',
  'password-reset': 'Your new password is set. Sign in with it.',
  'signed-out': 'You are signed out.',
  'signed-out-everywhere': 'You are signed out, here and in every other browser.',
  'account-deleted': 'Your account and everything in it is deleted.',
} as const;

/** The banner for `?notice=`; none where it names nothing. */
export function noticeOf(name: string | undefined): { flash?: { kind: 'success'; text: string } } {
  if (name === undefined || !Object.hasOwn(notices, name)) return {};
  // Own members of `notices` have been looked for just above.
  return { flash: { kind: 'success', text: notices[name as keyof typeof notices] } };
}
