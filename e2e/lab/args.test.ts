import { describe, expect, it } from 'vitest';
import { parseArgs, UsageError } from './args.ts';

const parse = (line: string) => parseArgs(line.split(' ').filter((word) => word !== ''));

describe('parseArgs', () => {
  it('reads up with its flags and what is meant for dockerd', () => {
    expect(parse('up 3').command).toEqual({
      verb: 'up',
      count: 3,
      swarm: false,
      store: false,
      tcp: false,
      mesh: false,
      releases: {},
    });
    expect(parse('up --tcp 3 --mesh --swarm -- --icc=false --tcp').command).toEqual({
      verb: 'up',
      count: 3,
      swarm: true,
      store: false,
      tcp: true,
      mesh: true,
      releases: {},
      args: ['--icc=false', '--tcp'],
    });
    expect(parse('up 3 --').command).toMatchObject({ args: [] });
  });

  it('reads what an etcd shall do, and takes no store beside a swarm', () => {
    expect(parse('up 2 --store').command).toMatchObject({ swarm: false, store: true });
    expect(parse('etcd kill').command).toEqual({ verb: 'etcd', action: 'kill' });
    expect(() => parse('etcd stop')).toThrow(UsageError);
    expect(() => parse('up 2 --store --swarm')).toThrow('--swarm or --store');
  });

  it('reads the releases whose engines hosts get', () => {
    const releases = (line: string) => {
      const { command } = parse(line);
      return command.verb === 'up' ? command.releases : undefined;
    };
    expect(releases('up 3 --engine 2=trixie --engine 3=sid')).toEqual({ 2: 'trixie', 3: 'sid' });
    expect(releases('up --engine trixie 2')).toEqual({ 1: 'trixie', 2: 'trixie' });
    expect(releases('up 2 --engine trixie --engine 1=sid')).toEqual({ 1: 'sid', 2: 'trixie' });
    expect(parse('engines').command).toEqual({ verb: 'engines', task: 'list' });
    expect(parse('engines remove').command).toEqual({ verb: 'engines', task: 'remove' });
  });

  it('takes the name of the lab before or behind the command', () => {
    expect(parse('--lab demo status')).toEqual({ lab: 'demo', command: { verb: 'status' } });
    expect(parse('down --lab demo')).toEqual({ lab: 'demo', command: { verb: 'down' } });
  });

  it('passes on all that follows exec and docker', () => {
    expect(parse('docker 2 run --lab x -- sh')).toEqual({
      command: { verb: 'docker', host: 2, args: ['run', '--lab', 'x', '--', 'sh'] },
    });
    expect(parse('--lab y exec 1 ip link').command).toEqual({ verb: 'exec', host: 1, args: ['ip', 'link'] });
  });

  it('reads the other commands', () => {
    expect(parse('link 2 down').command).toEqual({ verb: 'link', host: 2, state: 'down' });
    expect(parse('start 1 -- --debug').command).toEqual({ verb: 'start', host: 1, args: ['--debug'] });
    expect(parse('pause 4').command).toEqual({ verb: 'pause', host: 4 });
    expect(parse('scene basic').command).toEqual({ verb: 'scene', name: 'basic' });
    expect(parse('scene crowd 300').command).toEqual({ verb: 'scene', name: 'crowd', count: 300 });
    expect(parse('config --unix').command).toEqual({ verb: 'config', via: 'unix' });
  });

  it.each([
    '',
    'dance',
    'up',
    'up 0',
    'up 65',
    'up two',
    'up 2 --fast',
    'up 2 --engine',
    'up 2 --engine woody',
    'up 2 --engine 3=sid',
    'up 2 --engine 0=sid',
    'engines eat',
    'down 1',
    'exec 1',
    'docker ps',
    'link 1',
    'link 1 sideways',
    'scene',
    'scene crowd many',
    'scene basic 3',
    'scene dance',
    'stop',
    'status --lab',
  ])('refuses "%s"', (line) => {
    expect(() => parse(line)).toThrow(UsageError);
  });
});
