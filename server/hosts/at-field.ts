import { Failure, isFailure } from '#server/failure.ts';

/** Which field of an entry what went wrong is about, by the failure's code. */
const fieldOf: Record<string, string> = {
  'tls-unknown-authority': 'tls.ca',
  'tls-wrong-name': 'tls.serverName',
  'tls-client-certificate': 'tls.cert',
  'tls-client-expired': 'tls.cert',
  'ssh-host-key-unknown': 'ssh.knownHosts',
  'ssh-host-key-changed': 'ssh.knownHosts',
  'ssh-key-refused': 'ssh.identityFile',
};

/** The failure of a test with the field whose correction may help; what is about none stays as it is. */
export function atField(error: unknown): unknown {
  if (!isFailure(error)) return error;
  const field = fieldOf[error.code];
  if (field === undefined) return error;
  const { code, status, message } = error;
  const details = { ...error.details, fields: { [field]: message } };
  return new Failure({ code, status, message, details, cause: error });
}
