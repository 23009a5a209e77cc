/** Addresses of HMRC's two environments. Applications, client ids and secrets differ between them. */
export const environments = {
  sandbox: {
    apiUrl: 'https://test-api.service.hmrc.gov.uk',
    signInUrl: 'https://test-www.tax.service.gov.uk',
  },
  production: {
    apiUrl: 'https://api.service.hmrc.gov.uk',
    signInUrl: 'https://www.tax.service.gov.uk',
  },
} as const;

const productionHost = new URL(environments.production.apiUrl).hostname;

/** Whether an address of the APIs is the one where real taxpayers are. Everything else is HMRC's sandbox or a simulator. */
export function isProduction(apiUrl: string): boolean {
  // A host may be written with the root's dot at its end.
  return new URL(apiUrl).hostname.replace(/\.$/, '') === productionHost;
}
