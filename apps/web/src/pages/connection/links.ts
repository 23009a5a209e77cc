/** HMRC's and the government's own pages that the connection's pages lead to. */
export const signUpForMtd = 'https://www.gov.uk/guidance/sign-up-for-making-tax-digital-for-income-tax';
export const authorisedSoftware = 'https://www.tax.service.gov.uk/applications-manage-authority/applications';

export const connectionPath = '/settings/hmrc-connection';
export const authorityCalendarPath = `${connectionPath}/authority.ics`;
export const affectedPath = '/updates/affected';
