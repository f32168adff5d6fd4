import { defineConfig } from '@playwright/test';

/** The product in a real browser (Debian's), over a lab of three real Docker hosts that all specs share. */
export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results/browser',
  globalSetup: './support/global-setup.ts',
  // The specs act on the same engines: one after the other.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  forbidOnly: Boolean(process.env.CI),
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
