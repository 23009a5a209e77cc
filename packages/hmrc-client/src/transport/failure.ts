interface Failed {
  kind: 'network' | 'timeout';
  delivery: 'not-sent' | 'unknown';
}

/** Failures before a connection stood: nothing of the request can have left. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ERR_INVALID_URL',
  // TLS: the certificate is judged, and the versions agreed, before anything is sent.
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
]);

interface Cause {
  code: unknown;
  syscall: unknown;
}

function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  let current = error;
  // `fetch` wraps the socket's error as `cause`; a loop in the chain must not hang us.
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    causes.push({ code: Reflect.get(current, 'code'), syscall: Reflect.get(current, 'syscall') });
    current = Reflect.get(current, 'cause');
  }
  return causes;
}

/** What an exception of `fetch` means; nothing of its text is kept, since texts can quote headers. */
export function failureOf(error: unknown): Failed {
  const causes = causesOf(error);
  if (causes.some(({ code }) => code === 'UND_ERR_CONNECT_TIMEOUT')) {
    return { kind: 'timeout', delivery: 'not-sent' };
  }
  if (causes.some(({ code }) => code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')) {
    return { kind: 'timeout', delivery: 'unknown' };
  }
  const unsent = causes.some(
    ({ code, syscall }) =>
      syscall === 'connect' ||
      syscall === 'getaddrinfo' ||
      (typeof code === 'string' && beforeSending.has(code)),
  );
  return { kind: 'network', delivery: unsent ? 'not-sent' : 'unknown' };
}
