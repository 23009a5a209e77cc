/** Where all tax years are listed. */
export const yearsPath = '/years';

/** The task list of one. */
export const yearPath = (taxYear: string): string => `${yearsPath}/${taxYear}`;
