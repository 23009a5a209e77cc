import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const environmentReads = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config.ts reads the environment: take the value from Config.',
};
const clockReads = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Read the time from platform/clock.ts, so that a year can be walked in tests.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Read the time from platform/clock.ts, so that a year can be walked in tests.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Read the time from platform/clock.ts, so that a year can be walked in tests.',
  },
];
const fetchCalls = {
  selector: "CallExpression[callee.name='fetch']",
  message: 'Only hmrc-client calls out.',
};
const defaultExports = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

export default tseslint.config(
  { ignores: ['**/node_modules/', 'data/', 'dist/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/only-throw-error': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', environmentReads, ...clockReads, fetchCalls, defaultExports],
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', environmentReads, defaultExports] },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    files: ['apps/web/src/config.ts', 'packages/hmrc-simulator/src/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockReads, fetchCalls, defaultExports] },
  },
  {
    // The one place where the platform reads a clock, and the simulator's clock is followed.
    files: ['apps/web/src/platform/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', environmentReads, defaultExports] },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'apps/web/src/test/**', 'tests/**', 'bench/**', 'scripts/**'],
    rules: {
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  prettier,
);
