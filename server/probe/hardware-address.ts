/** A device's address as text, if it is an Ethernet address of its own: zeros are none. */
export function hardwareAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(text)) return undefined;
  return text === '00:00:00:00:00:00' ? undefined : text;
}
