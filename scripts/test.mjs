// npm test [-- SUITE…]: everything that is checked, in the order in which a fault is cheapest to find. Installs what it needs.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './packages.mjs';
import { buildPage, environment, installDependencies, node, root, run } from './prepare.mjs';

const results = join(root, 'test-results');

const tool = (file, ...args) => run(node, [file, ...args]);
const single = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });

const suites = {
  format: () => single(tool('node_modules/@biomejs/biome/bin/biome', 'ci', '.')),
  types: () =>
    single(
      tool('node_modules/next/dist/bin/next', 'typegen') ||
        tool('node_modules/typescript/bin/tsc', '-p', '.'),
    ),
  imports: () =>
    single(
      tool(
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        'app',
        'components',
        'lib',
        'server',
        'e2e',
      ),
    ),
  unused: () => single(tool('node_modules/knip/bin/knip.js')),
  unit: () => vitest(['unit']),
  build: () => single(buildPage()),
  engine: () => vitest(['engine', 'machine']),
  browser: () => playwright(),
};

/** Other engines than this machine's: `npm run test:engines`. They have to be fetched once, so not of the everyday. */
const onRequest = {
  mixed: () => (fetchEngines() ? vitest(['engines']) : single(1)),
  trixie: () => (fetchEngines() ? vitest(['engine'], { release: 'trixie', files: onAnyEngine }) : single(1)),
  sid: () => (fetchEngines() ? vitest(['engine'], { release: 'sid', files: onAnyEngine }) : single(1)),
};

/** Not those that need more on a host than its engine (sshd, etcd, Podman), nor those of the lab itself. */
const onAnyEngine = [
  'server/engine/engine.engine.test.ts',
  'server/engine/tls.engine.test.ts',
  'server/collect/collector.engine.test.ts',
  'server/collect/kinds.engine.test.ts',
  'server/collect/proxy.engine.test.ts',
  'server/collect/truth.engine.test.ts',
  'server/hosts/hosts.engine.test.ts',
];

/** Whether the engines of other releases are here, or could be fetched; says why not. */
function fetchEngines() {
  return tool('e2e/lab/cli.ts', 'engines', 'fetch') === 0;
}

/** Runs projects' tests, or those of some files; on request with the engine of another Debian release on every host. */
function vitest(projects, { release = '', files = [] } = {}) {
  const report = join(results, `${projects[0]}${release && `-${release}`}.json`);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ];
  const env = release ? { ...environment, PATCHBAY_LAB_ENGINE: release } : environment;
  const status = run(node, args, { env });
  return counted(status, report, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + json.numFailedTestSuites * (json.numFailedTests === 0 ? 1 : 0),
  }));
}

function playwright() {
  const report = join(results, 'browser.json');
  const status = run(
    node,
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    {
      env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  return counted(status, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }));
}

/** A runner's own counts; one that failed without a failed test (or a report) counts as one failure. */
function counted(status, report, read) {
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const asked = process.argv.slice(2);
const all = { ...suites, ...onRequest };
const unknown = asked.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}
const chosen = asked.length > 0 ? asked : Object.keys(suites);

installDependencies();
const needsSystem = chosen.some((name) => name === 'engine' || name === 'browser' || name in onRequest);
const leftOut = needsSystem ? installPackages(chosen) : new Map();
if (chosen.includes('browser') && !chosen.includes('build')) chosen.unshift('build');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const summary = [];
for (const name of chosen) {
  if (leftOut.has(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const started = Date.now();
  const counts = all[name]();
  summary.push({ name, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
}

console.log('');
for (const { name, passed, failed, seconds } of summary) {
  console.log(`${failed ? '✗' : '✓'} ${name.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds} s`);
}
for (const [name, reason] of leftOut) {
  if (chosen.includes(name))
    console.log(`! LEFT OUT: ${name}: ${reason}. Nothing was checked on real engines there.`);
}
const sum = (key) => summary.reduce((total, suite) => total + suite[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
