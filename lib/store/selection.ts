/** The one thing a person looks at, in the picture or in a table. */
export interface Selection {
  kind: 'host' | 'network' | 'container' | 'endpoint' | 'port' | 'service';
  id: string;
}
