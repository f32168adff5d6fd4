import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type ConfigFault, keyPath } from './fault.ts';
import { hostNameFaults } from './host-names.ts';
import { type ConfigFile, configFileSchema } from './schema.ts';
import { transportFaults } from './transport-faults.ts';

export type ConfigFileResult = { ok: true; file: ConfigFile } | { ok: false; faults: ConfigFault[] };

/** Reads and checks a configuration file (YAML, of which JSON is a part). */
export function readConfigFile(path: string): ConfigFileResult {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return fail(path, '', `The file can't be read (${words}).`, 'Check PATCHBAY_CONFIG and the permissions.');
  }
  return parseConfigFile(path, text);
}

/** Checks the text of a configuration file. `path` only names it in faults. */
function parseConfigFile(path: string, text: string): ConfigFileResult {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map((error) => ({
        source: path,
        key: error.linePos ? `line ${error.linePos[0].line}` : '',
        message: `${error.message.split('\n')[0]}`,
        remedy: 'Correct the YAML or JSON there.',
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 }) ?? {};
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return fail(path, '', words, 'Write the values out instead of using aliases.');
  }
  const result = configFileSchema.safeParse(value);
  const faults = [
    ...(result.error?.issues ?? []).flatMap((issue) => faultsOf(path, issue)),
    ...hostNameFaults(path, value),
    ...transportFaults(path, dirname(path), value),
  ];
  return result.success && faults.length === 0 ? { ok: true, file: result.data } : { ok: false, faults };
}

const knownKeys: Record<string, string> = {
  '': 'hosts, listen, probe',
  hosts: 'name, url, tls, ssh, probe',
  tls: 'ca, cert, key, serverName, insecureSkipVerify',
  ssh: 'identityFile, knownHosts',
  listen: 'host, port, allowedHosts',
  probe: 'local, helper, image',
};

function faultsOf(source: string, issue: z.core.$ZodIssue): ConfigFault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys[issue.path.findLast((part) => typeof part === 'string') ?? ''] ?? '';
    return issue.keys.map((key) => ({
      source,
      key: keyPath([...issue.path, key]),
      message: 'This key is not known.',
      remedy: `Remove it or correct its spelling; known here: ${known}.`,
    }));
  }
  const key = keyPath(issue.path);
  if (issue.code === 'custom' && typeof issue.params?.remedy === 'string') {
    return [{ source, key, message: issue.message, remedy: issue.params.remedy }];
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const message = missing ? 'This key is missing.' : sentence(issue.message);
  return [{ source, key, message, remedy: remedies[String(issue.path.at(-1))] ?? generalRemedy }];
}

const generalRemedy = 'See the README for what the file holds.';
const remedies: Record<string, string> = {
  hosts: 'Give a list of {name, url}.',
  name: 'Give the host a name of your choice, in quotes if it looks like a number.',
  url: 'Give unix:///path/to/docker.sock, tcp://host:2376 or ssh://user@host.',
  tls: 'Give {ca, cert, key}: paths of PEM files, from the folder of this file.',
  ssh: 'Give {identityFile, knownHosts}: paths, from the folder of this file.',
  insecureSkipVerify: 'Give true or false.',
  probe: 'Give {local, helper, image}: how the host’s wires may be read.',
  local: 'Give true or false: whether Patchbay may read the kernel it shares with the engine.',
  helper: 'Give off, one-shot or standing.',
  image: 'Give the name of an image that has busybox and is on the host, such as busybox.',
  port: 'Give a whole number between 0 and 65535.',
  host: 'Give the address to listen on, such as 127.0.0.1.',
  listen: 'Give {host, port, allowedHosts}.',
  allowedHosts: 'Give a list of host names.',
};

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function fail(source: string, key: string, message: string, remedy: string): ConfigFileResult {
  return { ok: false, faults: [{ source, key, message, remedy }] };
}
