import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { HostFieldName, HostFields, Way } from './host-fields.ts';
import { UrlExamples } from './url-examples.tsx';

export interface WayFieldsProps {
  way: Way | undefined;
  fields: HostFields;
  errors: Partial<Record<HostFieldName, string>>;
  set(name: HostFieldName): (value: string) => void;
  onTls(tls: boolean): void;
}

/** What the URL's way needs beside it; before there is one, how URLs look. */
export function WayFields({ way, onTls, ...rest }: WayFieldsProps) {
  if (way === undefined) return <UrlExamples />;
  if (way === 'unix') return null;
  if (way === 'ssh') return <SshFields {...rest} />;
  return (
    <>
      <div>
        <p aria-hidden="true" className="mb-1 text-xs text-muted">
          Encryption
        </p>
        <div className="flex">
          <Segmented
            label="Encryption"
            segments={[
              { value: 'tls', label: 'TLS' },
              { value: 'plain', label: 'Without TLS' },
            ]}
            value={way}
            onChange={(chosen) => onTls(chosen === 'tls')}
          />
        </div>
      </div>
      {way === 'tls' ? <TlsFields {...rest} /> : <PlainWarning />}
    </>
  );
}

type GroupProps = Pick<WayFieldsProps, 'fields' | 'errors' | 'set'>;

function TlsFields(props: GroupProps) {
  return (
    <>
      <WhereFilesAre />
      <PathField {...props} name="ca" label="Authority (CA)" placeholder="/etc/patchbay/ca.pem">
        who vouches for the engine’s certificate; empty: the public authorities
      </PathField>
      <div className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-3 max-sm:grid-cols-[minmax(0,1fr)]">
        <PathField {...props} name="cert" label="Certificate" placeholder="/etc/patchbay/cert.pem">
          what Patchbay shows to the engine
        </PathField>
        <PathField {...props} name="key" label="Key of the certificate" placeholder="/etc/patchbay/key.pem">
          without a passphrase
        </PathField>
      </div>
      <PathField
        {...props}
        name="serverName"
        label="Name in the engine’s certificate"
        placeholder="as in the URL"
      >
        only where it is another than the URL’s
      </PathField>
    </>
  );
}

function SshFields(props: GroupProps) {
  return (
    <>
      <WhereFilesAre />
      <PathField
        {...props}
        name="identityFile"
        label="Private key"
        placeholder="the agent’s and the usual ones"
      >
        without a passphrase; empty: the ssh-agent, then ~/.ssh/id_ed25519, id_ecdsa, id_rsa
      </PathField>
      <PathField {...props} name="knownHosts" label="Known hosts" placeholder="~/.ssh/known_hosts">
        by which the host’s key is checked; empty: the user’s and the machine’s
      </PathField>
    </>
  );
}

function PlainWarning() {
  return (
    <Notice tone="warn">
      Neither encrypted nor authenticated: whoever can reach this port controls the host, and can read along.
      Let its engine demand TLS (dockerd --tlsverify), or use ssh://.
    </Notice>
  );
}

function WhereFilesAre() {
  return (
    <p className="text-2xs text-muted">
      Paths of files on the machine that Patchbay runs on. What is in them stays there.
    </p>
  );
}

function PathField({
  fields,
  errors,
  set,
  name,
  children,
  ...rest
}: GroupProps & { name: HostFieldName; label: string; placeholder: string; children: string }) {
  return (
    <Field
      {...rest}
      name={name}
      value={fields[name]}
      onChange={set(name)}
      hint={children}
      error={errors[name]}
    />
  );
}
