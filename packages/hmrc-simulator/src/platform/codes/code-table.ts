/** A code to its usual HTTP status, and a message in our own words: HMRC's differ and change, so clients go by code. */
export type CodeTable = Record<string, readonly [status: number, message: string]>;
