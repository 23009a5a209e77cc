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
