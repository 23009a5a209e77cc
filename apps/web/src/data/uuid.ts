const pattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text can be an id here. Postgres stops at one that can't, where a made-up id should only find nothing. */
export const isUuid = (text: string): boolean => pattern.test(text);
