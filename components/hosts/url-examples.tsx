const examples = [
  { url: 'unix:///var/run/docker.sock', what: 'Docker on this machine' },
  { url: 'unix:///run/podman/podman.sock', what: 'Podman on this machine' },
  { url: 'ssh://user@192.168.10.12', what: 'another machine, by a key' },
  { url: 'tcp://192.168.10.12:2376', what: 'another machine, over TLS' },
  { url: 'tcp://192.168.10.12:2375', what: 'another machine, neither encrypted nor authenticated' },
];

/** How a host's URL may look. */
export function UrlExamples() {
  return (
    <ul aria-label="Examples" className="grid gap-1 text-2xs text-muted">
      {examples.map(({ url, what }) => (
        <li key={url} className="flex flex-wrap gap-x-2">
          <code className="font-mono text-ink">{url}</code>
          {what}
        </li>
      ))}
    </ul>
  );
}
