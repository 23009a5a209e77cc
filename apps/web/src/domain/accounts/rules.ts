import { z } from 'zod';

/** A field that must change, and how, in words for its owner. */
export interface FieldProblem {
  field: 'email' | 'password' | 'currentPassword' | 'newPassword' | 'confirmation';
  message: string;
}

export const leastPasswordLength = 10;
const mostPasswordLength = 200;
/** What a person types to delete their account. */
export const deletionWord = 'delete';

const mostEmailLength = 254;

/** An e-mail address as it is stored and compared: without spaces around it, in lower case. */
export function normaliseEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** The same characters, however a keyboard put them together, so that a password typed on another device still fits. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

export function checkEmail(email: string): FieldProblem[] {
  if (email === '') return [{ field: 'email', message: 'Enter your email address' }];
  if (email.length <= mostEmailLength && z.email().safeParse(email).success) return [];
  return [{ field: 'email', message: 'Enter an email address in the correct format, like name@example.com' }];
}

/** A password that was set before: nothing is asked of it but to be there. */
export function checkGivenPassword(
  password: string,
  field: FieldProblem['field'],
  message = 'Enter your password',
): FieldProblem[] {
  return password === '' ? [{ field, message }] : [];
}

/**
 * A password that is to be set. Length is what makes it strong, so nothing is asked about which characters it has; what
 * guessers try first is refused.
 */
export function checkNewPassword(
  password: string,
  email: string,
  field: 'password' | 'newPassword',
): FieldProblem[] {
  const problem = (message: string) => [{ field, message }];
  const length = Array.from(password).length;
  if (length === 0) return problem('Enter a password');
  if (length < leastPasswordLength) {
    return problem(`Password must be ${leastPasswordLength} characters or more`);
  }
  if (length > mostPasswordLength) {
    return problem(`Password must be ${mostPasswordLength} characters or fewer`);
  }
  const plain = normalisePassword(password).toLowerCase();
  const address = normaliseEmail(email);
  if (plain.trim() === address || plain.trim() === address.replace(/@.*$/, '')) {
    return problem('Password must not be your email address');
  }
  if (isCommon(plain)) return problem('Choose a password that is harder to guess');
  return [];
}

export function checkDeletion(confirmation: string): FieldProblem[] {
  if (confirmation.trim().toLowerCase() === deletionWord) return [];
  return [
    {
      field: 'confirmation',
      message: `Type “${deletionWord}” to confirm that you want to delete your account`,
    },
  ];
}

/**
 * A path of ours to go on to after signing in, or the home page: never another site, whatever a link asks for.
 *
 * Browsers read `//host` and `/\host` as another site, and drop tabs and line breaks before they do: so only what can stand
 * in an address as it is, and no backslash.
 */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?!\/)[!-[\]-~]*$/.test(path) && path.length <= 2000 ? path : '/';
}

/** "in 1 minute", "in 12 minutes", "in 1 hour". */
export function describeWait(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes < 60) return `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const hours = Math.ceil(minutes / 60);
  return `in ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** What stands at the head of every list of leaked passwords and is long enough to pass; compared without trailing digits and marks. */
const commonWords = new Set(
  `password passwort passwords passw0rd p@ssword p@ssw0rd pa$$word pa55word passwordpassword mypassword thepassword
   newpassword changeme changemenow letmein letmeinnow welcome welcomehome iloveyou iloveyouso loveyou sunshine princess
   football baseball basketball liverpool manchester manchesterunited chelsea arsenal tottenham superman batman spiderman
   starwars pokemon michael jennifer charlie jonathan alexander elizabeth christopher samantha victoria administrator
   administration qwertyuiop qwertyuiop[] qwertyqwerty qwerty asdfghjkl asdfghjkl; zxcvbnm qazwsxedc qazwsxedcrfv 1qaz2wsx
   1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 abcdefghij abcdefghijk abc abcd abcde abcdef secret
   topsecret trustno dragon monkey master shadow computer internet hello hellohello helloworld whatever landlord
   landlords mylandlord property properties taxreturn selfassessment quarterday governmentgateway hmrc makingtaxdigital
   correcthorsebatterystaple`.split(/\s+/),
);

function isCommon(password: string): boolean {
  const bare = password.replaceAll(/\s/g, '');
  const word = bare.replace(/[\d\p{P}\p{S}]+$/u, '');
  return (
    commonWords.has(bare) ||
    commonWords.has(word) ||
    isRepetition(bare) ||
    '01234567890123456789'.includes(bare) ||
    '98765432109876543210'.includes(bare)
  );
}

/** One to three characters over and over, such as `aaaaaaaaaa` and `1212121212`. */
function isRepetition(text: string): boolean {
  return /^(.{1,3}?)\1*(.{0,2})$/su.test(text) && new Set(text).size <= 3;
}
