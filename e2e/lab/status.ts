import { docker, engineAnswers } from './docker.ts';
import { engineProcess } from './engine.ts';
import { initPid } from './host.ts';
import type { LabHost } from './patchbay-config.ts';
import { hostPaths, type LabPaths } from './paths.ts';
import { run } from './run.ts';

export interface HostStatus extends LabHost {
  readonly host: 'up' | 'down';
  readonly link: 'up' | 'down';
  readonly engine: 'up' | 'down' | 'paused' | 'no answer';
  /** Containers and swarm role in the engine's words, when it answers. */
  readonly details?: string;
}

/** What a host is doing right now. */
export async function hostStatus(lab: LabPaths, known: LabHost): Promise<HostStatus> {
  const host = hostPaths(lab, known.index);
  if (initPid(host) === undefined) return { ...known, host: 'down', link: 'down', engine: 'down' };
  const flags = await run('ip', ['-n', host.name, '-o', 'link', 'show', 'eth0']);
  const link = /[<,]UP[,>]/.test(flags) ? 'up' : 'down';
  const process = engineProcess(host);
  if (process === undefined) return { ...known, host: 'up', link, engine: 'down' };
  if (process.stopped) return { ...known, host: 'up', link, engine: 'paused' };
  if (!(await engineAnswers(host))) return { ...known, host: 'up', link, engine: 'no answer' };
  const format = [
    'Docker {{.ServerVersion}}',
    '{{.ContainersRunning}} of {{.Containers}} containers running',
    'swarm {{.Swarm.LocalNodeState}}{{if .Swarm.ControlAvailable}} (manager){{end}}',
  ].join(', ');
  const details = (await docker(lab, host, ['info', '--format', format])).trim();
  return { ...known, host: 'up', link, engine: 'up', details };
}
