import { type Mail } from '../../platform/mail.ts';

/** The mail with a link to choose a new password. */
export function resetMail(to: string, href: string): Mail {
  return {
    to,
    subject: 'Choose a new password for Quarterday',
    paragraphs: [
      'Somebody, we hope you, asked for a new password for your Quarterday account.',
      { href, text: 'Choose a new password' },
      'The link works once, within an hour. If you did not ask for it, do nothing: your password stays as it is.',
    ],
  };
}

/** The mail that tells somebody that their password is another now. */
export function passwordChangedMail(to: string, href: string): Mail {
  return {
    to,
    subject: 'Your Quarterday password was changed',
    paragraphs: [
      'The password of your Quarterday account was changed, and all other browsers were signed out.',
      'If this was not you, choose a new password now:',
      { href, text: 'Choose a new password' },
    ],
  };
}
