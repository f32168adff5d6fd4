import { describe, expect, it } from 'vitest';
import type { Topology } from '../topology/model.ts';
import { attachmentFact, containerFact, networkFact, overlayFact } from '../topology/testdata/facts.ts';
import { planConnect } from './connect.ts';
import type { PlanOutcome } from './outcome.ts';
import { plan } from './plan.ts';
import { type ConnectAction, planSchema } from './schema.ts';
import { suggestAddress } from './suggest-address.ts';
import { planned, topology } from './testdata/plans.ts';
import { containerIdOf, networkIdOf, scene } from './testdata/scene.ts';

type Wishes = Partial<Omit<ConnectAction, 'kind' | 'containerId' | 'networkId'>>;

function actionOf(container: string, network: string, wishes: Wishes = {}, given = topology): ConnectAction {
  const containerId = containerIdOf(given, container);
  const hostId = given.containers[containerId]?.hostId;
  return { kind: 'connect', containerId, networkId: networkIdOf(given, network, hostId), ...wishes };
}

function connect(container: string, network: string, wishes?: Wishes, given?: Topology): PlanOutcome {
  return planConnect(given ?? topology, actionOf(container, network, wishes, given));
}

const codes = (outcome: PlanOutcome) => planned(outcome).warnings.map(({ code }) => code);
const callOf = (outcome: PlanOutcome) => (outcome.ok ? outcome.steps[0]?.call : undefined);
const stepOf = (outcome: PlanOutcome) => planned(outcome).steps[0];

describe('the plan to connect', () => {
  it('[P1] says what will be done, as words and as a command, and how to undo it', () => {
    const action = actionOf('web', 'back', { ipv4: '192.168.65.40', aliases: ['www', 'shop'] });
    const outcome = plan(topology, action);
    expect(outcome).toMatchObject({
      ok: true,
      plan: {
        fingerprint: expect.stringMatching(/^[0-9a-z]+$/),
        steps: [
          {
            summary: 'Connect web to back as 192.168.65.40, also called www and shop',
            host: 'alpha',
            cli: 'docker network connect --ip 192.168.65.40 --alias www --alias shop back web',
          },
        ],
        warnings: [],
        undo: { kind: 'disconnect', containerId: action.containerId, networkId: action.networkId },
      },
    });
    expect(planSchema.parse(planned(outcome))).toEqual(planned(outcome));
  });

  it('[P1] names each of two addresses', () => {
    const dual = networkFact('dual', {
      ipam: { driver: 'default', subnets: [{ subnet: '10.9.0.0/24' }, { subnet: 'fd09::/64' }] },
    });
    expect(
      stepOf(connect('web', 'dual', { ipv4: '10.9.0.9', ipv6: 'fd09::9' }, scene({ networks: [dual] }))),
    ).toEqual({
      summary: 'Connect web to dual as 10.9.0.9 and fd09::9',
      host: 'alpha',
      cli: 'docker network connect --ip 10.9.0.9 --ip6 fd09::9 dual web',
    });
  });

  it('[P1] [L3] speaks to Podman', () => {
    expect(stepOf(connect('seal', 'bridge', { ipv4: '10.88.0.9', aliases: ['pup'] }))?.cli).toBe(
      'podman network connect --ip 10.88.0.9 --alias pup bridge seal',
    );
  });

  it('[P2] has none for what can’t be joined', () => {
    expect(connect('metal', 'front')).toEqual({
      ok: false,
      code: 'host-mode',
      message: "metal uses the host's own network: recreate it without host mode to connect it.",
    });
  });

  it.each<[string, string, Wishes, string]>([
    ['cron', 'front', { ipv4: '192.168.65.40' }, '192.168.65.40 is outside front (192.168.64.0/24).'],
    ['cron', 'front', { ipv6: 'fd00::9' }, 'front has no IPv6 subnet.'],
    ['cron', 'front', { ipv4: '192.168.64.0' }, '192.168.64.0 is the network address of 192.168.64.0/24.'],
    [
      'cron',
      'front',
      { ipv4: '192.168.64.255' },
      '192.168.64.255 is the broadcast address of 192.168.64.0/24.',
    ],
    ['cron', 'front', { ipv4: '192.168.64.1' }, '192.168.64.1 is the gateway of front.'],
    ['web', 'back', { ipv4: '192.168.65.1' }, '192.168.65.1 is the gateway of back.'],
    ['cron', 'front', { ipv4: '192.168.64.2' }, '192.168.64.2 is kept free on front as router.'],
    ['cron', 'front', { ipv4: '192.168.64.10' }, '192.168.64.10 is in use by web.'],
    ['web', 'mesh', { ipv4: '10.0.1.6' }, '10.0.1.6 is in use by far.'],
  ])('[P3] refuses %s on %s with %j: %s', (container, network, wishes, sentence) => {
    const field = Object.keys(wishes)[0] ?? '';
    expect(connect(container, network, wishes)).toEqual({
      ok: false,
      code: 'invalid-fields',
      message: sentence,
      fields: { [field]: sentence },
    });
  });

  it('[P3] tells all faults at once', () => {
    expect(connect('cron', 'front', { ipv4: '192.168.64.1', ipv6: 'fd00::9' })).toMatchObject({
      fields: { ipv4: '192.168.64.1 is the gateway of front.', ipv6: 'front has no IPv6 subnet.' },
    });
  });

  it('[P3] leaves a swarm network without a subnet to the engine', () => {
    const given = scene({ networks: [overlayFact('new')] });
    expect(connect('web', 'new', { ipv4: '10.0.9.9' }, given)).toMatchObject({ ok: true });
  });

  it.each([
    [
      'web',
      'bridge',
      { ipv4: '172.17.0.9' },
      { ipv4: 'bridge takes no fixed address: leave it out, or use a network of your own.' },
    ],
    [
      'web',
      'bridge',
      { aliases: ['www'] },
      { aliases: 'bridge knows no aliases: leave them out, or use a network of your own.' },
    ],
    [
      'free',
      'none',
      { aliases: ['www'] },
      { aliases: 'none knows no aliases: leave them out, or use a network of your own.' },
    ],
  ])('[P4] refuses %s on %s with %j', (container, network, wishes, fields) => {
    expect(connect(container, network, wishes)).toMatchObject({ ok: false, code: 'invalid-fields', fields });
  });

  it('[P5] drops a preferred address that can’t be had', () => {
    const wishes = { ipv4: '192.168.64.10', addressPreferred: true };
    const outcome = connect('cron', 'front', wishes);
    expect(stepOf(outcome)).toEqual({
      summary: 'Connect cron to front',
      host: 'alpha',
      cli: 'docker network connect front cron',
    });
    expect(planned(outcome).warnings).toEqual([
      { code: 'address-dropped', message: '192.168.64.10 is in use by web. The next free one is taken.' },
    ]);
    expect(callOf(connect('cron', 'front', wishes))).toMatchObject({ aliases: [] });
    expect(callOf(connect('cron', 'front', wishes))).not.toHaveProperty('ipv4');
  });

  it('[P5] says that a preferred address is not certain', () => {
    const outcome = connect('cron', 'front', { ipv4: '192.168.64.40', addressPreferred: true });
    expect(stepOf(outcome)?.cli).toBe('docker network connect --ip 192.168.64.40 front cron');
    expect(planned(outcome).warnings).toEqual([
      {
        code: 'address-preferred',
        message: 'If front accepts no fixed address, cron gets the next free one in place of 192.168.64.40.',
      },
    ]);
  });

  it('[P6] warns of an address that a stopped member had', () => {
    const attachments = [attachmentFact('back', { endpointId: '', ipv4: '192.168.65.40' })];
    const given = scene({ containers: [containerFact('sleeper', { state: 'exited', attachments })] });
    expect(planned(connect('web', 'back', { ipv4: '192.168.65.40' }, given)).warnings).toEqual([
      {
        code: 'address-wanted',
        message: "sleeper had 192.168.65.40 when it ran: it can't start with it while web has it.",
      },
    ]);
  });

  it('[P6] warns of an alias that leads to others, too', () => {
    expect(planned(connect('web', 'back', { aliases: ['db', 'www'] })).warnings).toEqual([
      { code: 'alias-shared', message: 'On back the name db will lead to db and web in turn.' },
    ]);
  });

  it('[P6] warns of what takes effect later, or not for long', () => {
    expect(planned(connect('idle', 'front')).warnings).toEqual([
      { code: 'takes-effect-on-start', message: 'idle is not running: this takes effect when it starts.' },
    ]);
    expect(planned(connect('task', 'front')).warnings).toEqual([
      { code: 'swarm-task', message: "task is a task of the service api: its next task won't be on front." },
    ]);
    expect(codes(connect('web', 'back'))).toEqual([]);
  });

  it('[P7] asks the engine for what the command says', () => {
    const wishes = { ipv4: '192.168.65.40', aliases: ['www', 'www'] };
    expect(callOf(connect('web', 'back', wishes))).toMatchObject({
      kind: 'connect',
      hostId: 'alpha',
      network: { name: 'back' },
      container: { name: 'web' },
      ipv4: '192.168.65.40',
      aliases: ['www'],
    });
  });
});

describe('suggestAddress', () => {
  it.each<[string, 4 | 6, string | undefined]>([
    ['front', 4, '192.168.64.3'],
    ['back', 4, '192.168.65.2'],
    ['vault', 4, '192.168.66.2'],
    ['front', 6, undefined],
    ['settings', 4, undefined],
    ['gone', 4, undefined],
  ])('[P8] offers on %s for IPv%s: %s', (network, family, address) => {
    expect(suggestAddress(topology, networkIdOf(topology, network), family)).toBe(address);
  });

  it('[P8] keeps to the network’s range', () => {
    const subnets = [{ subnet: '10.9.0.0/24', ipRange: '10.9.0.64/26' }];
    const given = scene({ networks: [networkFact('ranged', { ipam: { driver: 'default', subnets } })] });
    expect(suggestAddress(given, networkIdOf(given, 'ranged'), 4)).toBe('10.9.0.65');
  });
});
