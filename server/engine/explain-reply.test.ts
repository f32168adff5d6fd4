import { describe, expect, it } from 'vitest';
import { type CallSubject, explainReply } from './explain-reply.ts';

const address = { kind: 'unix', path: '/var/run/docker.sock' } as const;
const connect: CallSubject = { call: 'connect', network: 'back', container: 'web', addresses: ['10.0.0.5'] };
const disconnect: CallSubject = { call: 'disconnect', network: 'back', container: 'web' };
const reply = (status: number, message: string) => ({
  status,
  headers: {},
  text: JSON.stringify({ message }),
});

/** The rows of what fails at a connect or disconnect, in the words of 20.10 and of 28 and later. */
const table: [CallSubject, number, string, string][] = [
  [
    connect,
    500,
    'failed to create endpoint web on network back: Post "http://%2Frun%2Fdocker%2Fplugins%2Flabnet.sock/NetworkDriver.CreateEndpoint": dial unix /run/docker/plugins/labnet.sock: connect: connection refused',
    'driver-gone',
  ],
  [connect, 403, 'endpoint with name web already exists in network back', 'already-connected'],
  [
    connect,
    409,
    'attaching to network failed, make sure your network options are correct and check manager logs: container web is already attached to network back',
    'already-connected',
  ],
  [
    connect,
    400,
    'container cannot be disconnected from host network or connected to host network',
    'host-mode',
  ],
  [
    connect,
    400,
    'cannot connect container to host network - container must be created in host network mode',
    'host-mode',
  ],
  [
    connect,
    400,
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    'none-mode',
  ],
  [
    connect,
    400,
    'container sharing network namespace with another container or host cannot be connected to any other network',
    'shared-sandbox',
  ],
  [connect, 400, 'user specified IP address is supported on user defined networks only', 'no-fixed-address'],
  [
    connect,
    400,
    'invalid endpoint settings: user specified IP address is supported on user defined networks only',
    'no-fixed-address',
  ],
  [
    connect,
    400,
    'user specified IP address is supported only when connecting to networks with user configured subnets',
    'no-fixed-address',
  ],
  [connect, 403, 'Address already in use', 'address-in-use'],
  [
    connect,
    500,
    "Invalid address 10.0.0.5: It does not belong to any of this network's subnets",
    'address-outside',
  ],
  [
    connect,
    400,
    'invalid endpoint settings: no configured subnet contains IP address 10.0.0.5',
    'address-outside',
  ],
  [connect, 404, 'No such container: web', 'no-such-container'],
  [connect, 404, 'network back not found', 'no-such-network'],
  [
    connect,
    500,
    'rpc error: code = PermissionDenied desc = network back not manually attachable',
    'not-attachable',
  ],
  [connect, 400, 'network back is ambiguous (2 matches found on name)', 'ambiguous-name'],
  [connect, 503, 'This node is not a swarm manager. Use "docker swarm init" …', 'not-a-manager'],
  [
    connect,
    409,
    'container 12ab is marked for removal and cannot be connected or disconnected to the network',
    'refused-by-engine',
  ],
  [disconnect, 500, 'container 12ab is not connected to network back', 'not-connected'],
  [disconnect, 500, 'container 12ab is not connected to the network back', 'not-connected'],
  [disconnect, 404, 'No such container: 12ab', 'no-such-container'],
  [
    disconnect,
    400,
    'container cannot be disconnected from host network or connected to host network',
    'host-mode',
  ],
  [
    connect,
    404,
    'could not find a network matching network mode old: network old not found',
    'mode-network-gone',
  ],
  [connect, 418, 'short and stout', 'refused-by-engine'],
  [connect, 500, 'the disk is on fire', 'engine-failed'],
];

describe('a refused connect or disconnect', () => {
  it.each(table)('%o %i %s', (subject, status, words, code) => {
    const error = explainReply(reply(status, words), address, subject);
    expect(error).toMatchObject({ code, engineStatus: status, details: { engine: words } });
    expect(error.message).toMatch(/\.$/);
    expect(error.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    [403, '<html><body><h1>403 Forbidden</h1></body></html>'],
    [405, 'Method Not Allowed'],
    [403, '{"message":"authorization denied by plugin opa: no"}'],
  ])('%i %s is not permitted, which the engine did not say', (status, text) => {
    for (const subject of [connect, disconnect]) {
      const error = explainReply({ status, headers: {}, text }, address, subject);
      expect(error).toMatchObject({
        code: 'access-denied',
        message: expect.stringMatching(/^Not permitted/),
      });
    }
  });

  it('names the container, the network and the address', () => {
    const gone = reply(404, 'could not find a network matching network mode old: network old not found');
    expect(explainReply(gone, address, connect).message).toMatch(/^web was created on the network old, /);
    expect(explainReply(reply(403, 'Address already in use'), address, connect).message).toContain(
      '10.0.0.5 is taken on back',
    );
    expect(explainReply(reply(500, 'the disk is on fire'), address, connect).message).toContain(
      'did not connect web to back: the disk is on fire',
    );
  });
});

describe('an unsuccessful reply to a read', () => {
  it.each([
    [
      400,
      '{"message":"client version 1.41 is too old. Minimum supported API version is 1.44"}',
      'engine-too-new',
    ],
    [
      400,
      '{"message":"client version 1.55 is too new. Maximum supported API version is 1.30"}',
      'engine-too-old',
    ],
    [400, 'Client sent an HTTP request to an HTTPS server.\n', 'tls-required'],
    [500, '{"message":"database is locked"}', 'engine-failed'],
    [403, '<html><body>403 Forbidden</body></html>', 'access-denied'],
    [403, '{"message":"authorization denied by plugin"}', 'access-denied'],
    [405, 'Method Not Allowed', 'access-denied'],
    [404, '<html>nginx</html>', 'not-docker'],
    [200, '', 'not-docker'],
  ])('%i %s is %s', (status, text, code) => {
    expect(explainReply({ status, headers: {}, text }, address, { call: 'read' })).toMatchObject({ code });
  });

  it('a thing that is gone is told by its kind', () => {
    const gone = reply(404, 'No such container: x');
    expect(explainReply(gone, address, { call: 'inspect-container' }).code).toBe('no-such-container');
    expect(explainReply(gone, address, { call: 'inspect-network' }).code).toBe('no-such-network');
  });
});
