import { type Simulator } from '@quarterday/hmrc-simulator';
import { type Pool } from 'pg';
import { type CapturedHeaders, type Connections } from '../domain/connections/index.ts';
import { type Records } from '../domain/records/index.ts';
import { type TaxYear } from '../domain/tax-year.ts';

/** Somebody with an account here and one at HMRC. */
export interface Landlord {
  id: string;
  sessionId: string;
  nino: string;
  userId: string;
  businessId: string;
}

const taxYears: readonly TaxYear[] = ['2023-24', '2024-25', '2025-26', '2026-27'];

/** The foreign property business of a landlord who lets abroad. */
export const foreignBusinessOf = ({ businessId }: Pick<Landlord, 'businessId'>): string =>
  businessId.replace('XA', 'XF');

export const hmrcPassword = 'quarter-day';

/** What a browser tells with a click, as little as will do. */
export const captured: CapturedHeaders = {
  headers: { 'Gov-Client-Connection-Method': 'WEB_APP_VIA_SERVER' },
  leftOut: [{ header: 'Gov-Client-Screens', reason: 'a test has no screen' }],
};

interface LandlordDeps {
  simulator: Simulator;
  pool: Pool;
  records: Records;
  connections: Connections;
}

/** Who uses a journey, and what they do in their browsers. */
export function createLandlords({ simulator, pool, records, connections }: LandlordDeps) {
  let number = 0;

  /**
   * Adds a landlord of one UK property business here and at HMRC, and of a foreign one if told so, with a record of this tax year.
   * HMRC wants updates from the tax year on in which they joined.
   */
  async function addLandlord(
    itsaStatus: string | null = 'MTD Mandated',
    { abroad = false, joined = '2025-26' }: { abroad?: boolean; joined?: TaxYear } = {},
  ): Promise<Landlord> {
    number += 1;
    const digits = String(number).padStart(6, '0');
    const landlord = {
      id: `landlord-${number}`,
      sessionId: `session-${number}`,
      nino: `NC${digits}A`,
      userId: `9000${digits}`,
      businessId: `XAIS00009${digits}`,
    };
    await simulator.control.addUser({
      userId: landlord.userId,
      password: hmrcPassword,
      name: `Landlord ${number}`,
      life: 'Lets one UK property',
      nino: landlord.nino,
      mtdId: itsaStatus === null ? null : `XAIT00009${digits}`,
      itsaStatuses:
        itsaStatus === null
          ? []
          : taxYears
              .filter((taxYear) => taxYear >= joined)
              .map((taxYear) => ({
                taxYear,
                // The simulator refuses a status that HMRC does not have.
                status: itsaStatus as 'MTD Mandated',
                statusReason: 'ITSA final declaration',
                submittedOn: '2025-03-14T10:12:31.000Z',
              })),
      businesses: [
        { businessId: landlord.businessId, typeOfBusiness: 'uk-property', commencementDate: '2019-06-01' },
        ...(abroad
          ? [
              {
                businessId: foreignBusinessOf(landlord),
                typeOfBusiness: 'foreign-property' as const,
                commencementDate: '2021-09-01',
              },
            ]
          : []),
      ],
    });
    const sql = `insert into users (id, name, email, created_at, updated_at) values ($1, '', $2, now(), now())`;
    await pool.query(sql, [landlord.id, `${landlord.id}@example.com`]);
    await addRent(landlord, '2026-05-01', '1,150.00');
    return landlord;
  }

  let property = 0;
  async function addRent(landlord: Landlord, date: string, pounds: string): Promise<void> {
    property += 1;
    const added = await records.addProperty(landlord.id, { name: `House ${property}`, address: '' });
    if (!added.ok) throw new Error(added.reason);
    const saved = await records.addTransaction(landlord.id, {
      date,
      propertyId: added.id,
      category: 'periodAmount',
      description: 'Rent',
      moneyIn: pounds,
      moneyOut: '',
    });
    if (!saved.ok) throw new Error('The rent was refused.');
  }

  /** Signs in at HMRC and answers its question; gives what HMRC sends the person back with. */
  async function answerAtHmrc(authorize: URL, userId: string, decision: 'give' | 'refuse' = 'give') {
    const post = (path: string, fields: Record<string, string>) =>
      simulator.app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
    const asked = await simulator.app.request(authorize.pathname + authorize.search);
    const journey = new URL(asked.headers.get('location') ?? '', authorize).search;
    await post(`/sign-in${journey}`, { userId, password: hmrcPassword });
    const back = await post(`/consent${journey}`, { decision });
    const { searchParams } = new URL(back.headers.get('location') ?? '');
    const get = (name: string) => searchParams.get(name) ?? undefined;
    return { state: get('state'), code: get('code'), error: get('error') };
  }

  const session = (landlord: Landlord) => ({ id: landlord.id, sessionId: landlord.sessionId });

  async function begin(landlord: Landlord, returnTo = '/settings/hmrc-connection'): Promise<URL> {
    const begun = await connections.begin({
      ownerId: landlord.id,
      sessionId: landlord.sessionId,
      returnTo,
      captured,
    });
    if (!begun.ok) throw new Error(begun.reason);
    return begun.url;
  }

  /** Connects, or connects again, with the landlord's own HMRC account or another. */
  async function connect(landlord: Landlord, userId = landlord.userId) {
    const saved = await connections.saveNino(landlord.id, landlord.nino);
    if (!saved.ok && saved.reason !== 'connected') throw new Error(saved.reason);
    return connections.finish(session(landlord), await answerAtHmrc(await begin(landlord), userId));
  }

  /** A landlord who is connected. */
  async function addConnected(of: { abroad?: boolean; joined?: TaxYear } = {}): Promise<Landlord> {
    const landlord = await addLandlord('MTD Mandated', of);
    const outcome = await connect(landlord);
    if (!outcome.ok) throw new Error(outcome.reason);
    return landlord;
  }

  return { addLandlord, addConnected, addRent, answerAtHmrc, begin, connect, session };
}
