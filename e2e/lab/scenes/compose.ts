/** The labels Docker Compose puts on a service's container. */
export function composeLabels(project: string, service: string): string[] {
  return labels({ project, service, 'container-number': '1', oneoff: 'False', version: '2.20.0' });
}

/** The labels Docker Compose puts on a project's network. */
export function composeNetworkLabels(project: string, network: string): string[] {
  return labels({ project, network, version: '2.20.0' });
}

function labels(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['--label', `com.docker.compose.${key}=${value}`]);
}
