import { type Command, parseArgs, USAGE, UsageError } from './args.ts';
import { CommandError, LabError } from './errors.ts';
import { type Lab, openLab } from './lab.ts';
import { prepareRelease, releaseVersion, removeReleases } from './prepare-release.ts';
import { isPrepared, RELEASES } from './releases.ts';
import { checkRequirements } from './requirements.ts';
import { runInForeground } from './run.ts';
import type { HostStatus } from './status.ts';

async function main(argv: readonly string[]): Promise<number> {
  const { lab: name, command } = parseArgs(argv);
  const say = (line: string) => console.error(line);
  const lab = openLab(name === undefined ? { say } : { name, say });
  if (command.verb !== 'config') checkRequirements();
  return execute(lab, command);
}

async function execute(lab: Lab, command: Command): Promise<number> {
  switch (command.verb) {
    case 'up':
      await lab.up(command.count, command);
      await printStatus(lab);
      console.log(`\nStart Patchbay with these hosts:\n  PATCHBAY_CONFIG=${lab.configFile} npm start`);
      break;
    case 'status':
      await printStatus(lab);
      break;
    case 'engines':
      await engines(command.task);
      break;
    case 'config':
      process.stdout.write(lab.config(command.via));
      break;
    case 'docker':
    case 'exec': {
      const { command: program, args, env } = lab.commandLine(command.host, command.verb, command.args);
      return runInForeground(program, args, env);
    }
    case 'start':
      await lab.start(command.host, command.args);
      break;
    case 'etcd':
      await lab.etcd(command.action);
      break;
    case 'link':
      await lab.link(command.host, command.state);
      break;
    case 'scene':
      await lab.scene(command.name, command.count);
      console.log(`The scene ${command.name} is set in lab ${lab.name}.`);
      break;
    case 'down':
      await lab.down();
      break;
    default:
      await lab[command.verb](command.host);
  }
  return 0;
}

async function engines(task: 'list' | 'fetch' | 'remove'): Promise<void> {
  if (task === 'remove') await removeReleases();
  for (const release of RELEASES) {
    if (task === 'fetch') await prepareRelease(release, (line) => console.error(line));
    const version = isPrepared(release) ? `Docker ${await releaseVersion(release)}` : 'not fetched';
    console.log(`${release}  ${version}`);
  }
}

async function printStatus(lab: Lab): Promise<void> {
  const all = await lab.status();
  if (all.length === 0) console.log(`Lab ${lab.name} is not up.`);
  for (const host of all) console.log(statusLine(host));
}

function statusLine(status: HostStatus): string {
  const { name, address, host, link, engine, details, socket, tcp } = status;
  const state = host === 'down' ? 'host down' : `engine ${engine}, link ${link}`;
  return [`${name} ${address}`, state, details, `unix://${socket}`, tcp]
    .filter((part) => part !== undefined)
    .join('  ');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof LabError || error instanceof CommandError) {
    console.error(`lab: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
