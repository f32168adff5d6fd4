import { diffMessageSchema, type PushMessage, resetMessageSchema } from '#lib/wire/messages.ts';

/** Reads Patchbay's stream until `signal` ends it, handing on each message as it arrives. */
export async function listen(
  url: string,
  signal: AbortSignal,
  hear: (message: PushMessage) => void,
): Promise<void> {
  const reply = await fetch(`${url}/api/v1/topology/events`, { signal });
  if (!reply.ok || !reply.body) throw new Error(`The stream answered ${reply.status}.`);
  let rest = '';
  try {
    for await (const chunk of reply.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const message = parse(block);
        if (message) hear(message);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function parse(block: string): PushMessage | undefined {
  const lines = block.split('\n');
  const field = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart())
      .join('\n');
  const data = field('data');
  switch (field('event')) {
    case 'reset':
      return { event: 'reset', data: resetMessageSchema.parse(JSON.parse(data)) };
    case 'diff':
      return { event: 'diff', data: diffMessageSchema.parse(JSON.parse(data)) };
    default:
      return undefined;
  }
}
