import { randomBytes, randomUUID } from 'node:crypto';
import { connections, obligations, users } from '../../../apps/web/src/data/schema/index.ts';
import { bindings } from '../../../apps/web/src/domain/connections/seals.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { hmrcPassword, type Landlord } from '../../../apps/web/src/test/landlords.ts';

/** A landlord who connected some months ago and whose access token has run out, with the id of their connection. */
export interface Connected extends Landlord {
  connectionId: string;
}

const consentedAt = new Date('2026-05-04T10:00:00Z');
const renewedAt = new Date('2026-10-05T16:00:00Z');
const accessTokenExpiresAt = new Date('2026-10-05T20:00:00Z');
const endsAt = '2027-11-04T10:00:00.000Z';
const rowsAtOnce = 500;

/** Makes landlords by the thousand, here and at HMRC, as if each had signed in and used their connection since. */
export async function addMany(journey: Journey, count: number): Promise<Connected[]> {
  const landlords = Array.from({ length: count }, (_, index) => newLandlord(index));
  const state = journey.control.saveState();
  const rows: (typeof connections.$inferInsert)[] = [];
  for (const landlord of landlords) {
    const [accessToken, refreshToken, authorityId] = [secret(), secret(), randomUUID()];
    const { nino, userId, businessId, connectionId } = landlord;
    state.users[nino] = {
      ...{ userId, nino, password: hmrcPassword, name: landlord.id, life: 'Lets one UK property' },
      mtdId: `XAIT${businessId.slice(4)}`,
      itsaStatuses: [
        {
          ...{ taxYear: '2026-27', status: 'MTD Mandated', statusReason: 'ITSA final declaration' },
          submittedOn: '2025-03-14T10:12:31.000Z',
        },
      ],
      businesses: [
        {
          ...{ businessId, typeOfBusiness: 'uk-property', commencementDate: '2019-06-01' },
          latentTaxYears: [],
        },
      ],
    };
    const scope = 'read:self-assessment write:self-assessment';
    state.authorities[authorityId] = {
      ...{ id: authorityId, nino, scope, endsAt },
      grantedAt: consentedAt.toISOString(),
    };
    state.tokens[accessToken] = {
      ...{ accessToken, refreshToken, authorityId, scope },
      issuedAt: renewedAt.toISOString(),
      accessExpiresAt: accessTokenExpiresAt.toISOString(),
    };
    state.refreshTokens[refreshToken] = accessToken;
    rows.push({
      id: connectionId,
      ownerId: landlord.id,
      environment: 'simulator',
      status: 'connected',
      sealedNino: await journey.sealer.seal(nino, bindings.nino(connectionId)),
      sealedTokens: await journey.sealer.seal(
        JSON.stringify([accessToken, refreshToken]),
        bindings.tokens(connectionId, 1),
      ),
      generation: 1,
      ...{ accessTokenExpiresAt, refreshedAt: renewedAt, consentedAt, authorityEndsOn: '2027-11-04' },
      ...{ connectedAt: consentedAt, createdAt: consentedAt, updatedAt: renewedAt },
    });
  }
  await journey.control.loadState(state);
  for (let from = 0; from < count; from += rowsAtOnce) {
    const some = landlords.slice(from, from + rowsAtOnce);
    await journey.db.insert(users).values(
      some.map(({ id }) => ({
        ...{ id, name: '', email: `${id}@example.com` },
        ...{ createdAt: consentedAt, updatedAt: consentedAt },
      })),
    );
    await journey.db.insert(connections).values(rows.slice(from, from + rowsAtOnce));
    await journey.db.insert(obligations).values(
      some.map(({ id, businessId }) => ({
        ...{ ownerId: id, businessId, typeOfBusiness: 'uk-property', status: 'open', seenAt: renewedAt },
        ...{ periodStartDate: '2026-04-06', periodEndDate: '2026-07-05', dueDate: '2026-08-07' },
      })),
    );
  }
  return landlords;
}

function newLandlord(index: number): Connected {
  const digits = String(index).padStart(6, '0');
  return {
    ...{ id: `many-${index}`, sessionId: `many-session-${index}`, connectionId: randomUUID() },
    ...{ nino: `NS${digits}A`, userId: `8000${digits}`, businessId: `XAIS00019${digits}` },
  };
}

const secret = (): string => randomBytes(16).toString('hex');
