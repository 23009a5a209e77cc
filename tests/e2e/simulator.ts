/** A test user of the simulator, as its sign-in page wants them. */
export interface TestUser {
  userId: string;
  password: string;
  nino: string;
  businessId: string;
  /** Of the business abroad, for those who have one. */
  foreignBusinessId: string;
}

/** An update as the simulator holds it. */
export interface HeldUpdate {
  nino: string;
  businessId: string;
  taxYear: string;
  acceptedCount: number;
  current: { submittedOn: string; correlationId: string; toDate?: string; pence: Record<string, number> };
}

const taxYears = ['2023-24', '2024-25', '2025-26', '2026-27', '2027-28'];

let users = 0;

/** The simulator's control API. */
export class Simulator {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /**
   * Adds a landlord of one UK property business, and of one abroad if told so, signed up for MTD for Income Tax unless told otherwise;
   * HMRC wants updates from the tax year on in which they joined.
   */
  async addLandlord({ isEnrolled = true, abroad = false, joined = '2025-26' } = {}): Promise<TestUser> {
    users += 1;
    // Workers count for themselves; their process ids keep them apart.
    const number = `${String(process.pid % 1000).padStart(3, '0')}${String(users).padStart(3, '0')}`;
    const user: TestUser = {
      userId: `9000${number}`,
      password: 'quarter-day',
      nino: `NC${number}A`,
      businessId: `XAIS00009${number}`,
      foreignBusinessId: `XFIS00009${number}`,
    };
    const { userId, password, nino } = user;
    await this.#call('POST', 'users', {
      userId,
      password,
      nino,
      name: `Landlord ${number}`,
      life: 'Lets one UK property',
      mtdId: isEnrolled ? `XAIT00009${number}` : null,
      itsaStatuses: (isEnrolled ? taxYears.filter((each) => each >= joined) : []).map((taxYear) => ({
        taxYear,
        status: 'MTD Mandated',
        statusReason: 'ITSA final declaration',
        submittedOn: '2025-03-14T10:12:31.000Z',
      })),
      businesses: [
        { businessId: user.businessId, typeOfBusiness: 'uk-property', commencementDate: '2019-06-01' },
        ...(abroad
          ? [
              {
                businessId: user.foreignBusinessId,
                typeOfBusiness: 'foreign-property',
                commencementDate: '2021-09-01',
              },
            ]
          : []),
      ],
    });
    return user;
  }

  /** Switches a fault on, for a person if named. */
  async fault(name: string, more: Record<string, unknown> = {}): Promise<string> {
    const fault = (await this.#call('POST', 'faults', { name, ...more })) as { id: string };
    return fault.id;
  }

  async clearFault(id: string): Promise<void> {
    await this.#call('DELETE', `faults/${id}`);
  }

  async clearFaultsOf(nino: string): Promise<void> {
    const { on } = (await this.#call('GET', 'faults')) as { on: { id: string; nino?: string }[] };
    for (const fault of on) if (fault.nino === nino) await this.clearFault(fault.id);
  }

  async faultApplied(id: string): Promise<number> {
    const { on } = (await this.#call('GET', 'faults')) as { on: { id: string; applied: number }[] };
    return on.find((fault) => fault.id === id)?.applied ?? 0;
  }

  async revoke(nino: string): Promise<void> {
    await this.#call('POST', `users/${nino}/revoke`, {});
  }

  /** Sets the clock, which may also go back. */
  async setClock(now: string): Promise<void> {
    await this.#call('PUT', 'clock', { now });
  }

  /** What was sent and is kept of a person in a collection, by the rest of its key, in the simulator's own form. */
  async documents(collection: string, nino: string): Promise<Record<string, unknown>> {
    const { documents } = (await this.#call('GET', 'state/save')) as {
      documents: Record<string, Record<string, Record<string, unknown>>>;
    };
    return documents[collection]?.[nino] ?? {};
  }

  /** Moves the clock on, by an ISO 8601 duration such as `PT2H`. */
  async advanceClock(duration: string): Promise<void> {
    await this.#call('POST', 'clock/advance', { duration });
  }

  /** Sends the figures of the whole of 2023-24, as other software did then, with a person's newest token. */
  async sendFiguresOf2023({ nino, businessId }: TestUser): Promise<void> {
    const { tokens } = (await this.#call('GET', 'tokens')) as {
      tokens: { accessToken: string; authorityId?: string }[];
    };
    const { authorities } = (await this.#call('GET', 'state/save')) as {
      authorities: Record<string, { nino: string }>;
    };
    const token = tokens.findLast(({ authorityId }) => authorities[authorityId ?? '']?.nino === nino);
    const answer = await fetch(
      `${this.url}/individuals/business/property/uk/${nino}/${businessId}/period/2023-24`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token?.accessToken ?? ''}`,
          Accept: 'application/vnd.hmrc.6.0+json',
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          fromDate: '2023-04-06',
          toDate: '2024-04-05',
          ukNonFhlProperty: { income: { periodAmount: 9000 } },
        }),
      },
    );
    if (!answer.ok) throw new Error(`The simulator refused the figures: ${await answer.text()}`);
  }

  /** Has a tax year calculated, as other software does, with a person's newest token. */
  async calculateElsewhere({ nino }: TestUser, taxYear: string): Promise<void> {
    const { tokens } = (await this.#call('GET', 'tokens')) as { tokens: { accessToken: string }[] };
    const answer = await fetch(
      `${this.url}/individuals/calculations/${nino}/self-assessment/${taxYear}/trigger/in-year`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${tokens.at(-1)?.accessToken ?? ''}`,
          Accept: 'application/vnd.hmrc.8.0+json',
        },
      },
    );
    if (!answer.ok) throw new Error(`The simulator did not calculate: ${await answer.text()}`);
  }

  /** Whether each code that a person's consents brought was exchanged, oldest first. */
  async codesUsed(nino: string): Promise<boolean[]> {
    const { authorities, codes } = (await this.#call('GET', 'state/save')) as {
      authorities: Record<string, { nino: string }>;
      codes: Record<string, { authorityId: string; usedAt?: string }>;
    };
    return Object.values(codes)
      .filter((code) => authorities[code.authorityId]?.nino === nino)
      .map((code) => code.usedAt !== undefined);
  }

  async update(nino: string): Promise<HeldUpdate | undefined> {
    const { updates } = (await this.#call('GET', 'state')) as { updates: HeldUpdate[] };
    return updates.find((update) => update.nino === nino);
  }

  /** Every access token, refresh token and code that was ever issued, as issued. */
  async secrets(): Promise<string[]> {
    const { tokens, codes } = (await this.#call('GET', 'tokens')) as {
      tokens: { accessToken: string; refreshToken?: string }[];
      codes: { code: string }[];
    };
    return [
      ...tokens.flatMap((pair) => [pair.accessToken, ...(pair.refreshToken ? [pair.refreshToken] : [])]),
      ...codes.map((code) => code.code),
    ];
  }

  /** The NINO of everybody it knows. */
  async ninos(): Promise<string[]> {
    return ((await this.#call('GET', 'users')) as { nino: string }[]).map(({ nino }) => nino);
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/__simulator/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`The simulator refused ${method} ${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }
}
