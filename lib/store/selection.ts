/** What a person has picked, in the picture or in a table. */
export interface Selection {
  kind: 'host' | 'network' | 'container' | 'endpoint' | 'port';
  id: string;
}
