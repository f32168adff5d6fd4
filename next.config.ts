import type { NextConfig } from 'next';

const config: NextConfig = {
  // Compression would hold back the event stream.
  compress: false,
  poweredByHeader: false,
  // The image optimizer fetches and transforms on request; nothing here needs it.
  images: { unoptimized: true },
  // This folder, whatever lock files lie above it.
  turbopack: { root: import.meta.dirname },
  // `npm test` checks all types, of the tests too; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // ssh2's optional native part breaks the bundle; the engine's client never is in it anyway.
  serverExternalPackages: ['dockerode', 'docker-modem', 'ssh2'],
};

export default config;
