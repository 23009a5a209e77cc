/** The version of Quarterday, which HMRC is told with every call; package.json says the same. */
export const version = '0.1.0';
