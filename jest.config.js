/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // These need moto_server: npm run test:live.
  testPathIgnorePatterns: ['/node_modules/', '\\.live\\.test\\.ts$'],
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  setupFiles: ['<rootDir>/test/harness/setup.ts'],
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
};
