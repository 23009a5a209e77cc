export async function createPkcePair(): Promise<{ codeVerifier: string; codeChallenge: string }> {
  return Promise.reject(new Error('not there yet'));
}
