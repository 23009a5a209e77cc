import { isPublicAddress, normaliseAddress } from './addresses.ts';
import { encodeBeyondAscii, encodePairs } from './encoding.ts';
import type { FraudPreventionHeaders, MultiFactor, Screen, WebAppFacts } from './facts.ts';
import {
  deviceIdForm,
  isClientPort,
  screenForm,
  timestamp,
  timestampToTheMinute,
  timezoneForm,
  windowSizeForm,
} from './formats.ts';
import { readForwarded } from './forwarded.ts';
import { collectHeaders, leaveOut, type Reading, send } from './reading.ts';
import { licenceIds, productName, userIds } from './vendor-headers.ts';

const noScript = 'No JavaScript ran in the browser.';

/**
 * The headers of specification 3.3 for `WEB_APP_VIA_SERVER`, from what was collected when the person clicked. A job that sends
 * later sends these same headers: the device is still the person's.
 *
 * What could not be collected is left out with its reason, never invented; a private or loopback address is never sent.
 * @see https://developer.service.hmrc.gov.uk/guides/fraud-prevention/connection-method/web-app-via-server/
 */
export function buildFraudPreventionHeaders(facts: WebAppFacts): FraudPreventionHeaders {
  const { device, connection, vendor } = facts;
  const clientIp = readAddress(connection.publicIp, 'The address of the person’s device');
  const vendorIp = readAddress(vendor.publicIp, 'The public address of this service');
  return collectHeaders({
    'Gov-Client-Connection-Method': send('WEB_APP_VIA_SERVER'),
    'Gov-Client-Browser-JS-User-Agent': readUserAgent(device.userAgent),
    'Gov-Client-Device-ID': deviceIdForm.safeParse(device.deviceId).success
      ? send(device.deviceId)
      : leaveOut('The id of the device is no UUID.'),
    'Gov-Client-Multi-Factor': readMultiFactor(facts.multiFactor),
    'Gov-Client-Public-IP': clientIp,
    'Gov-Client-Public-IP-Timestamp': readAddressTimestamp(clientIp, connection.at),
    'Gov-Client-Public-Port': readPort(clientIp, connection.publicPort),
    'Gov-Client-Screens': readScreens(device.screens),
    'Gov-Client-Timezone': readTimezone(device.timezone, noScript),
    'Gov-Client-User-IDs': userIds(facts.userIds),
    'Gov-Client-Window-Size': readWindowSize(device.windowSize),
    'Gov-Vendor-Forwarded': readForwarded(clientIp, vendorIp, vendor.furtherHops),
    'Gov-Vendor-License-IDs': licenceIds(vendor),
    'Gov-Vendor-Product-Name': productName(vendor),
    'Gov-Vendor-Public-IP': vendorIp,
    'Gov-Vendor-Version': readVersions(vendor.productName, vendor.version),
  });
}

export function readTimezone(timezone: string | undefined, whenMissing: string): Reading {
  if (timezone === undefined) return leaveOut(whenMissing);
  return timezoneForm.test(timezone)
    ? send(timezone)
    : leaveOut('The time zone is not written as UTC±hh:mm.');
}

function readUserAgent(userAgent: string | undefined): Reading {
  if (userAgent === undefined || userAgent === '') return leaveOut(noScript);
  return send(encodeBeyondAscii(userAgent));
}

function readAddress(address: string | undefined, what: string): Reading {
  if (address === undefined || address === '') return leaveOut(`${what} is not known.`);
  const normalised = normaliseAddress(address);
  if (normalised === null) return leaveOut(`${what} is not an IP address.`);
  return isPublicAddress(normalised) ? send(normalised) : leaveOut(`${what} is private.`);
}

function readAddressTimestamp(clientIp: Reading, at: string): Reading {
  if (clientIp.value === null) return leaveOut('There is no address that it would belong to.');
  const taken = timestamp(at);
  return taken === null
    ? leaveOut('The time at which the address was taken is not an instant.')
    : send(taken);
}

function readPort(clientIp: Reading, port: number | undefined): Reading {
  if (port === undefined) return leaveOut('The port of the person’s device is not known.');
  // Behind a private address stands a proxy, and the port is the proxy's.
  if (clientIp.value === null) return leaveOut('There is no public address that it would belong to.');
  return isClientPort(port)
    ? send(String(port))
    : leaveOut('The port is none that a person’s device would use.');
}

function readScreens(screens: readonly Screen[] | undefined): Reading {
  if (screens === undefined || screens.length === 0) return leaveOut(noScript);
  if (!screens.every((screen) => screenForm.safeParse(screen).success)) {
    return leaveOut('The browser reported a screen that cannot exist.');
  }
  const list = screens.map(({ width, height, scalingFactor, colourDepth }) =>
    encodePairs([
      ['width', width],
      ['height', height],
      ['scaling-factor', scalingFactor],
      ['colour-depth', colourDepth],
    ]),
  );
  return send(list.join(','));
}

function readWindowSize(size: { width: number; height: number } | undefined): Reading {
  if (size === undefined) return leaveOut(noScript);
  if (!windowSizeForm.safeParse(size).success) {
    return leaveOut('The browser reported a window that cannot exist.');
  }
  return send(
    encodePairs([
      ['width', size.width],
      ['height', size.height],
    ]),
  );
}

function readMultiFactor(factors: readonly MultiFactor[] | undefined): Reading {
  if (factors === undefined || factors.length === 0) {
    return leaveOut('The person signed in with a password alone.');
  }
  const list: string[] = [];
  for (const { type, at, uniqueReference } of factors) {
    const taken = timestampToTheMinute(at);
    if (taken === null || uniqueReference === '') {
      return leaveOut('A second factor lacks its time or its reference.');
    }
    list.push(
      encodePairs([
        ['type', type],
        ['timestamp', taken],
        ['unique-reference', uniqueReference],
      ]),
    );
  }
  return send(list.join(','));
}

function readVersions(product: string, version: string): Reading {
  if (product === '' || version === '') return leaveOut('The name or version of the software is not known.');
  const name = product.trim().toLowerCase().replace(/\s+/g, '-');
  // Two pairs, browser and server, as HMRC demands of the other methods that go through a server.
  return send(
    encodePairs([
      [`${name}-web`, version],
      [`${name}-server`, version],
    ]),
  );
}
