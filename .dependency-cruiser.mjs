/** The rooms' rules (ARCHITECTURE.md): who may import whom. Checked on every test run. */
const rooms = (names) => `^(${names})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'lib-is-pure',
      comment: 'lib is shared by both sides: it imports lib only, and no Node built-ins.',
      severity: 'error',
      from: { path: rooms('lib') },
      to: { path: rooms('app|components|server|e2e|scripts') },
    },
    {
      name: 'lib-has-no-io',
      comment: 'lib does no I/O: hand it what it needs.',
      severity: 'error',
      from: { path: rooms('lib') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-knows-no-page',
      comment: 'server imports server and lib. (Its tests on real engines use the lab of e2e.)',
      severity: 'error',
      from: { path: rooms('server'), pathNot: '\\.engines?\\.test\\.ts$' },
      to: { path: rooms('app|components|e2e|scripts') },
    },
    {
      name: 'components-know-no-server',
      comment: 'components import components and lib; the server is reached over HTTP.',
      severity: 'error',
      from: { path: rooms('components') },
      to: { path: rooms('app|server|e2e|scripts') },
    },
    {
      name: 'components-use-no-node',
      comment: 'components run in a browser.',
      severity: 'error',
      from: { path: rooms('components'), pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'app-uses-no-tests',
      comment: 'app may import everything but e2e and scripts.',
      severity: 'error',
      from: { path: rooms('app') },
      to: { path: rooms('e2e|scripts') },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app is the outermost room.',
      severity: 'error',
      from: { pathNot: rooms('app') },
      to: { path: rooms('app') },
    },
    {
      name: 'docker-in-engine-only',
      comment: 'Talk to engines through the EngineClient of server/engine.',
      severity: 'error',
      from: { pathNot: '^server/engine/' },
      to: { path: 'node_modules/(@types/)?(dockerode|docker-modem|ssh2)/' },
    },
    {
      name: 'cytoscape-in-graph-only',
      comment: 'Hand components/graph a topology; it draws.',
      severity: 'error',
      from: { pathNot: '^components/graph/' },
      to: { path: 'node_modules/(@types/)?cytoscape/' },
    },
    {
      name: 'react-in-the-page-only',
      comment: 'React and Next belong to app and components; main.ts alone starts Next.',
      severity: 'error',
      from: { path: rooms('lib|server|e2e|scripts'), pathNot: '^server/main\\.ts$' },
      to: { path: 'node_modules/(react|react-dom|next)/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'all-resolve',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|node_modules/\\.cache|test-results)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
