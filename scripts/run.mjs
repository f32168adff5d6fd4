// node scripts/run.mjs [--build] FILE [ARGS…]: installs what is missing, builds if asked to, and runs a file of the project on its Node.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { buildPage, environment, installDependencies, node, root } from './prepare.mjs';

const args = process.argv.slice(2);
const build = args[0] === '--build';
if (build) args.shift();

installDependencies();
if (build && buildPage() !== 0) process.exit(1);

const child = spawn(node, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...environment, ...(build ? { NODE_ENV: 'production' } : {}) },
});
// The child ends by the signal itself; we wait for it, so that nothing is left behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
