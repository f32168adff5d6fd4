import { userInfo } from 'node:os';
import ssh2, { type Client, type ClientChannel, type ServerHostKeyAlgorithm } from 'ssh2';
import { readSmallFile } from '#server/config/small-file.ts';
import type { EngineError } from './engine-error.ts';
import { explainFarEnd, explainHostKey, explainLogin, type FarEnd, type SshAddress } from './explain-ssh.ts';
import { judge, knownKeys } from './known-hosts.ts';

/** One login on a far host, made when it is needed and made again after it broke. */
export interface SshLink {
  /** Settles when we are in. Rejects with an EngineError that says why not. */
  ready(): Promise<void>;
  /** Runs `docker system dial-stdio` there: what is written to it goes to the engine. */
  dial(): Promise<ClientChannel>;
  /** The error of a command that ended without an answer. */
  explain(end: FarEnd): EngineError;
  close(): void;
}

const loginDeadline = 10_000;
// A dead connection is given up after about ten seconds; calls have deadlines of their own and fail sooner.
const keepalive = { keepaliveInterval: 3_000, keepaliveCountMax: 2 };

const hostKeyTypes: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

export function createSshLink(address: SshAddress): SshLink {
  const user = address.user ?? userInfo().username;
  let session: { client: Client; login: Promise<Client> } | undefined;
  let closed = false;

  const logIn = (): Promise<Client> => {
    if (closed) return Promise.reject(explainLogin(address, user, [], new Error('closed by Patchbay')));
    if (session) return session.login;
    const client = new ssh2.Client();
    const { promise, resolve, reject } = Promise.withResolvers<Client>();
    const { methods, tried } = identities(address, user);
    const { algorithms, verify, refusal } = hostKeyCheck(address);
    const opened = { client, login: promise };
    session = opened;
    const ended = (error: unknown) => {
      if (session === opened) session = undefined;
      reject(refusal() ?? explainLogin(address, user, tried, error));
    };
    client.once('ready', () => {
      // Requests are small: what waits to be sent with more would wait for 40 ms.
      client.setNoDelay(true);
      resolve(client);
    });
    // Listened to for good: what breaks a login later is told by the channels that end with it.
    client.on('error', ended);
    client.once('close', () => ended(new Error('the connection was closed')));
    client.connect({
      ...{ host: address.host, port: address.port, username: user, readyTimeout: loginDeadline },
      ...keepalive,
      authHandler: methods,
      algorithms,
      hostVerifier: verify,
    });
    return promise;
  };

  return {
    async ready() {
      await logIn();
    },
    async dial() {
      const client = await logIn();
      return await new Promise<ClientChannel>((resolve, reject) => {
        client.exec('docker system dial-stdio', (error, channel) => {
          if (error) reject(explainLogin(address, user, [], error));
          else resolve(channel);
        });
      });
    },
    explain: (end) => explainFarEnd(address, user, end),
    close() {
      closed = true;
      session?.client.destroy();
    },
  };
}

type AuthMethods = (
  | { type: 'agent'; username: string; agent: string }
  | { type: 'publickey'; username: string; key: string }
)[];

/** What to log in with: the agent, then each key that can be used. Read anew for each login. */
function identities({ ssh }: SshAddress, username: string): { methods: AuthMethods; tried: string[] } {
  const methods: AuthMethods = [];
  const tried: string[] = [];
  if (ssh.agent) {
    methods.push({ type: 'agent', username, agent: ssh.agent });
    tried.push(`the agent at ${ssh.agent}`);
  }
  for (const path of ssh.identityFiles) {
    const key = readIfThere(path);
    // Locked keys are left to the agent; what the configuration names itself was checked at the start.
    if (!key || ssh2.utils.parseKey(key) instanceof Error) continue;
    methods.push({ type: 'publickey', username, key });
    tried.push(path);
  }
  return { methods, tried };
}

/** How the host's key is checked. The types we know it by are asked for first, as it may have several keys. */
function hostKeyCheck(address: SshAddress) {
  const { host, port, ssh } = address;
  const files = ssh.knownHosts.flatMap((path) => {
    const text = readIfThere(path);
    return text === undefined ? [] : [{ path, text }];
  });
  const known = knownKeys(files, host, port);
  const isKnown = (type: string) =>
    known.some((entry) => (type.startsWith('rsa-') ? 'ssh-rsa' : type) === entry.type);
  const serverHostKey = [
    ...hostKeyTypes.filter((type) => isKnown(type)),
    ...hostKeyTypes.filter((type) => !isKnown(type)),
  ];
  let refusal: EngineError | undefined;
  const verify = (key: Buffer): boolean => {
    const verdict = judge(known, key);
    if (verdict.kind !== 'known') refusal = explainHostKey(address, key, verdict);
    return verdict.kind === 'known';
  };
  return { algorithms: { serverHostKey }, verify, refusal: () => refusal };
}

function readIfThere(path: string): string | undefined {
  try {
    return readSmallFile(path);
  } catch {
    return undefined; // Most users have only one of the usual files.
  }
}
