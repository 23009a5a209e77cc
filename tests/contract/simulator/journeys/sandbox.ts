import { buildFraudPreventionHeaders, type WebAppFacts } from '../../../../packages/hmrc-client/src/index.ts';
import { aTrade, makeLandlord } from '../landlord.ts';
import { except, requireSame } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';

const startAt = '2026-10-06T09:00:00.000Z';

export const sandboxJourneys: readonly Journey[] = [
  { name: 'test users and what services they can have', startAt, walk: makeTestUsers },
  { name: 'test businesses come and go, and checkpoints bring them back', startAt, walk: keepState },
  { name: 'fraud prevention headers: right, missing, malformed', startAt, walk: checkHeaders },
];

async function makeTestUsers(walk: Walk): Promise<void> {
  const services = await walk.ask('listTestUserServices', {});
  if (!services.some(({ key }) => key === 'mtd-income-tax')) throw new Error('Nobody can be a landlord.');
  await walk.ask('createTestOrganisation', {
    organisation: { serviceNames: ['mtd-income-tax'], eoriNumber: 'GB123456789012' },
  });
  await walk.ask('createTestAgent', { agent: { serviceNames: ['agent-services'] } });
  const nino = 'AA111111A';
  const made = await walk.ask('createTestIndividual', {
    individual: { serviceNames: ['mtd-income-tax'], nino },
  });
  requireSame('a test user', { nino }, { nino: made.nino });
  await walk.signIn(made);
  const code = await walk.refused('listAllBusinesses', { nino });
  requireSame('no businesses', 'MATCHING_RESOURCE_NOT_FOUND', code);
}

async function keepState(walk: Walk): Promise<void> {
  const { nino, uk, trade } = await makeLandlord(walk);
  const listed = async (): Promise<string[]> =>
    (await walk.ask('listAllBusinesses', { nino })).map(({ businessId }) => businessId).sort();
  const all = await listed();
  const { checkpointId = '' } = await walk.ask('createCheckpoint', { nino });
  const { checkpoints = [] } = await walk.ask('listCheckpoints', { nino });
  requireSame(
    'checkpoints',
    [checkpointId],
    checkpoints.map((one) => one.checkpointId),
  );

  await walk.ask('deleteTestBusiness', { nino, businessId: trade });
  requireSame(
    'businesses without the trade',
    all.filter((id) => id !== trade),
    await listed(),
  );
  await walk.ask('restoreCheckpoint', { checkpointId });
  requireSame('businesses of the checkpoint', all, await listed());
  const shown = await walk.ask('retrieveBusinessDetails', { nino, businessId: uk });
  requireSame('a business', { typeOfBusiness: 'uk-property' }, { typeOfBusiness: shown.typeOfBusiness });
  const [status] = await walk.ask('retrieveItsaStatus', { nino, taxYear: '2026-27' });
  requireSame('a status', 'MTD Mandated', status?.itsaStatusDetails[0]?.status);
  await walk.ask('listIncomeAndExpenditureObligations', { nino, status: 'open' });

  await walk.ask('deleteCheckpoint', { checkpointId });
  await walk.ask('deleteVendorState', { nino });
  const code = await walk.refused('deleteTestBusiness', { nino, businessId: trade });
  requireSame('a business that went with the state', 'MATCHING_RESOURCE_NOT_FOUND', code);
  await walk.ask('createTestBusiness', { nino, business: aTrade });
}

const click: WebAppFacts = {
  device: {
    deviceId: 'beec798b-b366-47fa-b1f8-92cede14a1ce',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    screens: [{ width: 1920, height: 1080, scalingFactor: 1, colourDepth: 24 }],
    windowSize: { width: 1256, height: 803 },
    timezone: 'UTC+01:00',
  },
  connection: { publicIp: '198.51.100.7', publicPort: 54_321, at: '2026-10-06T08:59:50Z' },
  userIds: { quarterday: 'a1b2' },
  multiFactor: [{ type: 'TOTP', at: '2026-10-06T08:59:30Z', uniqueReference: 'ab12' }],
  vendor: {
    publicIp: '203.0.113.6',
    productName: 'Quarterday',
    version: '0.1.0',
    licenceId: '8d7963490527d33716835ee7c195516d5e562e03b224e9b359836466ee40cde1',
  },
};

async function checkHeaders(walk: Walk): Promise<void> {
  const { headers } = buildFraudPreventionHeaders(click);
  const whole = await walk.ask('testFraudPreventionHeaders', {}, headers);
  requireSame(
    'the verdict on whole headers',
    { code: 'VALID_HEADERS' },
    except(whole, 'specVersion', 'message'),
  );

  const doubtful = { ...headers, 'Gov-Vendor-License-IDs': 'Quarterday=8d79' };
  const doubt = await walk.ask('testFraudPreventionHeaders', {}, doubtful);
  requireSame('the verdict on a short hash', 'POTENTIALLY_INVALID_HEADERS', doubt.code);

  const timezone = 'Gov-Client-Timezone';
  const lacking = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== timezone));
  await requireFinding(walk, lacking, 'MISSING_HEADER', timezone);
  await requireFinding(walk, { ...headers, [timezone]: 'London' }, 'INVALID_HEADER', timezone);
  await requireFinding(walk, {}, 'MISSING_HEADER', 'Gov-Client-Connection-Method');

  const { nino } = await makeLandlord(walk);
  await walk.ask('listAllBusinesses', { nino }, headers);
  const { requests = [] } = await walk.ask('retrieveFraudPreventionFeedback', {
    api: 'business-details-mtd',
  });
  const seen = requests.find(({ path }) => path?.includes('/individuals/business/details/') ?? false);
  requireSame('the feedback on a call', 'VALID_HEADERS', seen?.code);
}

async function requireFinding(
  walk: Walk,
  headers: Readonly<Record<string, string>>,
  code: string,
  header: string,
): Promise<void> {
  const verdict = await walk.ask('testFraudPreventionHeaders', {}, headers);
  requireSame(`the verdict on ${code} ${header}`, 'INVALID_HEADERS', verdict.code);
  const isNamed = (verdict.errors ?? []).some(
    (finding) =>
      finding.code === code &&
      (finding.headers ?? []).some((name) => name.toLowerCase() === header.toLowerCase()),
  );
  if (!isNamed) throw new Error(`${code} ${header} was to be found: ${JSON.stringify(verdict)}`);
}
