import { type Ids, password, rentOf } from './first-person.ts';
import { own, type Route } from './route.ts';
import { yearRoutes } from './year-routes.ts';

export const connection = '/settings/hmrc-connection';
const quarter = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const reviews = ({ businessId }: Ids) => [
  { path: `/updates/${businessId}/2026-10-05`, fields: { seen: 'any' } },
];
const properties =
  (end = '') =>
  ({ property }: Ids) => [
    { path: `/records/properties/${property}${end}`, fields: { name: 'Taken', address: '' } },
  ];
const transactions =
  (end = '') =>
  ({ transaction, property }: Ids) => [
    { path: `/records/transactions/${transaction}${end}`, fields: rentOf(property, 'Taken') },
  ];
const submissions =
  (end = '') =>
  ({ submission, stoppedSubmission }: Ids) =>
    [submission, stoppedSubmission].map((id) => ({
      path: `/submissions/${id}${end}`,
      fields: { seen: 'any' },
    }));

/** Every route there is. What is missing here fails the test, so that nobody forgets to say who may see it. */
export const routes: Record<string, Route> = {
  'GET /health/live': ['open'],
  'GET /health/ready': ['open'],
  'GET /': ['open'],
  'GET /help': ['open'],
  'GET /privacy': ['open'],
  'GET /accessibility': ['open'],
  'GET /sign-up': ['open'],
  'POST /sign-up': ['open', ({ email }) => [{ path: '/sign-up', fields: { email, password } }]],
  'GET /sign-in': ['open'],
  'POST /sign-in': [
    'open',
    ({ email }) => [{ path: '/sign-in', fields: { email, password: 'not the right one' } }],
  ],
  'GET /password/forgot': ['open'],
  'POST /password/forgot': ['open'],
  'GET /password/reset': ['open', ({ resetToken }) => [{ path: `/password/reset?token=${resetToken}` }]],
  'POST /password/reset': [
    'open',
    ({ resetToken, owner }) =>
      [`${resetToken}x`, owner].map((token) => ({
        path: `/password/reset?token=${token}`,
        fields: { token, newPassword: 'another long passphrase' },
      })),
  ],
  'GET /oauth/hmrc/callback': [
    'open',
    ({ state }) => [
      { path: `/oauth/hmrc/callback?state=${state}&code=any` },
      { path: `/oauth/hmrc/callback?state=${state}&error=access_denied` },
    ],
  ],

  'GET /receipts': ['own'],
  'GET /receipts/export': ['own', () => [{ path: '/receipts/export?year=2026-27' }]],
  'GET /settings': ['own'],
  'GET /account': ['own'],
  'GET /account/export': ['own'],
  'GET /account/password': ['own'],
  'POST /account/password': own('/account/password', {
    currentPassword: 'wrong',
    newPassword: 'a new passphrase',
  }),
  'GET /account/delete': ['own'],
  'POST /account/delete': own('/account/delete', { password: 'wrong', confirmation: 'delete' }),
  [`GET ${connection}`]: ['own'],
  [`POST ${connection}/nino`]: own(`${connection}/nino`, { nino: 'AA123456A' }),
  [`POST ${connection}/connect`]: ['own'],
  [`GET ${connection}/authority.ics`]: ['own'],
  [`GET ${connection}/disconnect`]: ['own'],
  [`POST ${connection}/disconnect`]: ['own'],
  [`POST ${connection}/keep`]: ['own'],
  [`POST ${connection}/check-again`]: ['own'],
  [`GET ${connection}/result/:reason`]: ['own', () => [{ path: `${connection}/result/denied` }]],
  'GET /records': [
    'own',
    ({ property }) => [{ path: '/records' }, { path: `/records?property=${property}&category=periodAmount` }],
  ],
  'POST /records/sample': ['own'],
  'GET /records/properties': ['own'],
  'GET /records/properties/new': ['own'],
  'POST /records/properties/new': own('/records/properties/new', { name: 'Their own', address: '' }),
  'GET /records/transactions/new': [
    'own',
    ({ property }) => [{ path: `/records/transactions/new?property=${property}` }],
  ],
  'POST /records/transactions/new': [
    'own',
    ({ property }) => [{ path: '/records/transactions/new', fields: rentOf(property, 'Smuggled in') }],
  ],
  'GET /records/import': ['own'],
  'GET /records/import/example.csv': ['own'],
  'POST /records/import': ['own'],
  'GET /updates': ['own'],
  'POST /updates/check': ['own'],
  'GET /updates/affected': ['own'],
  'POST /updates/affected': [
    'own',
    ({ stoppedSubmission, submission }) => [
      {
        path: '/updates/affected',
        fields: Object.fromEntries(
          [stoppedSubmission, submission].flatMap((id) => [
            [`attempt-${id}`, '0b8f8f52-7b0c-4a3f-9d0e-6f6a4f0f5a11'],
            [`seen-${id}`, 'any'],
          ]),
        ),
      },
    ],
  ],
  'GET /notices': ['own'],
  'POST /notices/read': own('/notices/read', { upTo: '2100-01-01T00:00:00Z' }),
  'GET /settings/notices': ['own'],
  'POST /settings/notices': own('/settings/notices', { app: 'deadline' }),
  'GET /balance': ['own'],
  'POST /balance': ['own'],

  'GET /records/properties/:id': ['theirs', properties()],
  'POST /records/properties/:id': ['theirs', properties()],
  'GET /records/properties/:id/delete': ['theirs', properties('/delete')],
  'POST /records/properties/:id/delete': ['theirs', properties('/delete')],
  'GET /records/transactions/:id': ['theirs', transactions()],
  'POST /records/transactions/:id': ['theirs', transactions()],
  'GET /records/transactions/:id/delete': ['theirs', transactions('/delete')],
  'POST /records/transactions/:id/delete': ['theirs', transactions('/delete')],
  'GET /records/import/:id': ['theirs', (ids) => [{ path: `/records/import/${ids.import}` }]],
  'POST /records/import/:id': [
    'theirs',
    (ids) =>
      ['all', 'good-rows', 'cancel'].map((choice) => ({
        path: `/records/import/${ids.import}`,
        fields: { choice },
      })),
  ],
  [`GET ${quarter}`]: ['theirs', reviews],
  [`POST ${quarter}`]: ['theirs', reviews],
  'GET /submissions/:id': ['theirs', submissions()],
  'GET /submissions/:id/receipt': ['theirs', submissions('/receipt')],
  'GET /submissions/:id/receipt/print': ['theirs', submissions('/receipt/print')],
  'GET /submissions/:id/events': ['theirs', submissions('/events')],
  'GET /submissions/:id/resubmit': ['theirs', submissions('/resubmit')],
  'POST /submissions/:id/resubmit': ['theirs', submissions('/resubmit')],

  'POST /notices/:id/read': ['theirs', ({ notice }) => [{ path: `/notices/${notice}/read` }]],

  ...yearRoutes,

  // Last, since they end the session of whoever tries them.
  'POST /account/sign-out-everywhere': ['own'],
  'POST /sign-out': ['open'],
};
