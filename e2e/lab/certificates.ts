import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** An authority that signs certificates, made by openssl in a folder. */
export interface Authority {
  /** Its own certificate (PEM file). */
  readonly ca: string;
  /** Makes a certificate and its key. `names` are as openssl writes them: `IP:10.98.0.1`, `DNS:box`. */
  issue(name: string, options?: { names?: readonly string[]; days?: number }): Promise<Issued>;
}

/** PEM files of a certificate and its key. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority called `name` in this folder. */
export async function makeAuthority(folder: string, name: string): Promise<Authority> {
  const ca = join(folder, `${name}.pem`);
  const caKey = join(folder, `${name}-key.pem`);
  await run('openssl', ['req', '-x509', ...newKey, '-keyout', caKey, '-out', ca, '-subj', `/CN=${name}`]);
  return {
    ca,
    async issue(subject, { names = [], days = 30 } = {}) {
      const [cert, key] = [join(folder, `${subject}.pem`), join(folder, `${subject}-key.pem`)];
      const request = join(folder, `${subject}.csr`);
      const extensions = join(folder, `${subject}.ext`);
      const alternatives = names.length > 0 ? `subjectAltName=${names.join(',')}\n` : '';
      writeFileSync(extensions, `${alternatives}extendedKeyUsage=serverAuth,clientAuth\n`);
      await run('openssl', ['req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${subject}`]);
      await run('openssl', [
        ...['x509', '-req', '-in', request, '-CA', ca, '-CAkey', caKey, '-CAcreateserial'],
        ...['-days', String(days), '-extfile', extensions, '-out', cert],
      ]);
      return { cert, key };
    },
  };
}
