/** What the simulator's application may ask a person for, in words for the consent page. */
export const scopeMeanings: Record<string, string> = {
  'read:self-assessment':
    'see your Self Assessment information: your businesses, what is due and what was sent',
  'write:self-assessment': 'send and change Self Assessment information for you, such as quarterly updates',
};

/** True for one or more scopes, separated by single spaces, all of them known. */
export function areKnownScopes(scope: string): boolean {
  return scope.split(' ').every((one) => Object.hasOwn(scopeMeanings, one));
}
