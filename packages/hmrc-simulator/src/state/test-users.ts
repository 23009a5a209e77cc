import type { Business, NewUser } from './schema.ts';

/*
 * NINOs begin with NC: the form is valid, yet HMRC has used that prefix only for dummy numbers ending in M or F, so none
 * of these can be a real person's. Names, ids and passwords are invented.
 */

const LONG_AGO = '2019-06-01';
const SIGNED_UP = '2025-03-14T10:12:31.000Z';
const MANDATED = '2026-02-20T08:00:00.000Z';
const PASSWORD = 'quarter-day';

function ukProperty(businessId: string, more: Partial<Business> = {}): Business {
  return {
    businessId,
    typeOfBusiness: 'uk-property',
    commencementDate: LONG_AGO,
    latentTaxYears: [],
    ...more,
  };
}

/** Volunteered for 2025-26, and has to use MTD for Income Tax from 2026-27. */
const volunteeredThenMandated = [
  {
    taxYear: '2025-26',
    status: 'MTD Voluntary',
    statusReason: 'Sign up - return available',
    submittedOn: SIGNED_UP,
  },
  {
    taxYear: '2026-27',
    status: 'MTD Mandated',
    statusReason: 'ITSA final declaration',
    submittedOn: MANDATED,
    businessIncome2YearsPriorPence: 5_824_000,
  },
] satisfies NewUser['itsaStatuses'];

/** Came to MTD before most, and has used it since. */
const volunteeredEarly = (...taxYears: string[]) =>
  [
    ...taxYears.map((taxYear) => ({
      taxYear,
      status: 'MTD Voluntary' as const,
      statusReason: 'Sign up - return available',
      submittedOn: `${taxYear.slice(0, 4)}-03-14T10:12:31.000Z`,
    })),
    ...volunteeredThenMandated.filter(({ taxYear }) => taxYear === '2026-27'),
  ] satisfies NewUser['itsaStatuses'];

/** The people a fresh simulator knows. */
export const testUsers: readonly NewUser[] = [
  {
    userId: '100000000001',
    password: PASSWORD,
    name: 'Ada Lovell',
    life: 'Lets one UK property; must use MTD from 2026-27; standard quarters',
    nino: 'NC270601A',
    mtdId: 'XAIT00000000001',
    itsaStatuses: volunteeredThenMandated,
    businesses: [ukProperty('XAIS00000000001')],
  },
  {
    userId: '100000000002',
    password: PASSWORD,
    name: 'Brendan Shaw',
    life: 'Another landlord with a UK property business of his own',
    nino: 'NC270602B',
    mtdId: 'XAIT00000000002',
    itsaStatuses: volunteeredThenMandated,
    businesses: [ukProperty('XAIS00000000002')],
  },
  {
    userId: '100000000003',
    password: PASSWORD,
    name: 'Carys Morgan',
    life: 'Lets property in the UK and abroad',
    nino: 'NC270603C',
    mtdId: 'XAIT00000000003',
    itsaStatuses: volunteeredThenMandated,
    businesses: [
      ukProperty('XAIS00000000003'),
      {
        businessId: 'XBIS00000000003',
        typeOfBusiness: 'foreign-property',
        commencementDate: '2021-09-01',
        latentTaxYears: [],
      },
    ],
  },
  {
    userId: '100000000004',
    password: PASSWORD,
    name: 'Denis Okafor',
    life: 'Has not signed up for MTD for Income Tax',
    nino: 'NC270604D',
    mtdId: null,
  },
  {
    userId: '100000000005',
    password: PASSWORD,
    name: 'Elin Hughes',
    life: 'Annual status: no quarterly updates are due',
    nino: 'NC270605A',
    mtdId: 'XAIT00000000005',
    itsaStatuses: [
      {
        taxYear: '2025-26',
        status: 'Annual',
        statusReason: 'Sign up - return available',
        submittedOn: SIGNED_UP,
      },
      { taxYear: '2026-27', status: 'Annual', statusReason: 'MTD ITSA Opt-Out', submittedOn: MANDATED },
    ],
    businesses: [ukProperty('XAIS00000000005')],
  },
  {
    userId: '100000000006',
    password: PASSWORD,
    name: 'Farah Aziz',
    life: 'Keeps calendar quarters since 2025-26',
    nino: 'NC270606B',
    mtdId: 'XAIT00000000006',
    itsaStatuses: volunteeredThenMandated,
    businesses: [
      ukProperty('XAIS00000000006', {
        quarterlyTypeChoice: { quarterlyPeriodType: 'calendar', taxYearOfChoice: '2025-26' },
      }),
    ],
  },
  {
    userId: '100000000007',
    password: PASSWORD,
    name: 'Gwen Parry',
    life: 'Has declared 2023-24 and 2024-25, and sent all of 2025-26: ready for the end of that year',
    nino: 'NC270607C',
    mtdId: 'XAIT00000000007',
    itsaStatuses: volunteeredEarly('2023-24', '2024-25', '2025-26'),
    businesses: [ukProperty('XAIS00000000007')],
  },
  {
    userId: '100000000008',
    password: PASSWORD,
    name: 'Hugo Lindqvist',
    life: 'Lets in the UK, and abroad since May 2026: that new business may report once a year',
    nino: 'NC270608D',
    mtdId: 'XAIT00000000008',
    itsaStatuses: volunteeredThenMandated,
    businesses: [
      ukProperty('XAIS00000000008'),
      {
        businessId: 'XFIS00000000008',
        typeOfBusiness: 'foreign-property',
        commencementDate: '2026-05-01',
        latentTaxYears: ['2026-27', '2027-28'],
        latencyDetails: {
          latencyEndDate: '2028-04-05',
          taxYear1: '2026-27',
          latencyIndicator1: 'A',
          taxYear2: '2027-28',
          latencyIndicator2: 'A',
        },
      },
    ],
  },
  {
    userId: '100000000009',
    password: PASSWORD,
    name: 'Iris Bell',
    life: 'Insolvent: asking for obligations is refused',
    nino: 'NC270609A',
    mtdId: 'XAIT00000000009',
    insolvent: true,
    itsaStatuses: volunteeredThenMandated,
    businesses: [ukProperty('XAIS00000000009')],
  },
  {
    userId: '100000000010',
    password: PASSWORD,
    name: 'Jonah Reed',
    life: 'Lets in the UK and abroad; has sent nothing of 2024-25 yet, when updates were of each quarter alone',
    nino: 'NC270610B',
    mtdId: 'XAIT00000000010',
    itsaStatuses: volunteeredEarly('2024-25', '2025-26'),
    businesses: [
      ukProperty('XAIS00000000010'),
      {
        businessId: 'XBIS00000000010',
        typeOfBusiness: 'foreign-property',
        commencementDate: '2021-09-01',
        latentTaxYears: [],
      },
    ],
  },
];
