import tseslint from 'typescript-eslint';

/** Which folder may import from which: the directions of the design, and what each may not reach for outside. */
const folders = [
  'assess',
  'checklist',
  'cli',
  'evidence',
  'live',
  'model',
  'nag',
  'report',
  'rules',
  'sources',
];
const allowed = {
  model: [],
  rules: ['model'],
  checklist: ['rules', 'model'],
  assess: ['checklist', 'rules', 'model'],
  report: ['assess'],
  sources: ['model'],
  evidence: ['assess', 'checklist', 'live', 'model', 'rules', 'sources'],
  nag: ['assess', 'checklist', 'live', 'rules', 'model', 'sources'],
  live: ['model'],
  cli: ['assess', 'checklist', 'evidence', 'live', 'model', 'report', 'rules', 'sources'],
};
const cdk = { regex: '^(aws-cdk-lib|constructs|cdk-nag)(/|$)' };
const filesAndProcesses = ['node:fs', 'node:path', 'node:child_process', 'fs', 'path', 'child_process'];
const anyModule = ['node:*', ...filesAndProcesses];
const readsFiles = ['sources', 'evidence', 'cli'];

function directions(folder, mayImport) {
  const live = folder === 'live';
  const forbidden = folders.filter((other) => other !== folder && !mayImport.includes(other));
  const outside = live
    ? filesAndProcesses
    : ['@aws-sdk/**', ...(readsFiles.includes(folder) ? [] : anyModule)];
  const message = `lib/${folder} imports only from ${[...mayImport, 'itself'].join(', ')}; see the import directions in CONTRIBUTING.md`;
  const regex = `^(\\.\\./)+(constructs|${forbidden.filter((other) => !live || other !== 'checklist').join('|')})(/|$)`;
  const patterns = [
    { group: outside, message },
    { regex, message },
    // As the constructs do, it shares the thresholds and the type of the ids with the checklist.
    ...(live ? [{ regex: '^(\\.\\./)+checklist(?!/thresholds$)', allowTypeImports: true, message }] : []),
    ...(folder === 'nag' ? [] : [{ ...cdk, message }]),
  ];
  return {
    files: [`lib/${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'cdk.out/', 'node_modules/', '**/*.js', '**/*.mjs', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Formats, YAML and schemas are loaded when they are needed, so that the command starts fast.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  ...Object.entries(allowed).map(([folder, mayImport]) => directions(folder, mayImport)),
  { files: ['lib/checklist/sections/**'], rules: { 'max-lines': ['error', { max: 400 }] } },
  {
    files: ['constructs/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/lib/**', '!**/lib/checklist/thresholds', '!**/lib/checklist', '@aws-sdk/**'],
              allowTypeImports: true,
              message: 'constructs share only the thresholds, and the type of the control ids, with lib',
            },
          ],
        },
      ],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'bin/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
);
