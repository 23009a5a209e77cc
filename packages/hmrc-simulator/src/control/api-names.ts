/** The beginnings of HMRC's paths, and what HMRC calls the API there. */
const names: readonly (readonly [beginning: string, name: string])[] = [
  ['/oauth/', 'Sign-in and tokens'],
  ['/accounts/self-assessment/', 'Self Assessment Accounts'],
  ['/create-test-user/', 'Create Test User'],
  ['/individuals/business/details/', 'Business Details'],
  ['/individuals/business/end-of-period-statement/', 'End of Period Statement'],
  ['/individuals/business/property/', 'Property Business'],
  ['/individuals/calculations/', 'Individual Calculations'],
  ['/individuals/losses/', 'Individual Losses'],
  ['/individuals/person/itsa-status/', 'Self Assessment Individual Details'],
  ['/individuals/self-assessment-test-support/', 'Self Assessment Test Support'],
  ['/individuals/self-assessment/adjustable-summary/', 'Business Source Adjustable Summary'],
  ['/individuals/self-assessment/income-summary/', 'Business Income Source Summary'],
  ['/obligations/details/', 'Obligations'],
  ['/test/fraud-prevention-headers/', 'Test Fraud Prevention Headers'],
];

/** HMRC's name of the API that a path belongs to, with its version. */
export function apiOf(path: string, version: string | undefined): string {
  const [, name] = names.find(([beginning]) => `${path}/`.startsWith(beginning)) ?? ['', 'Other'];
  return version === undefined ? name : `${name} ${version}`;
}
