/** Whether an address is that of a group (multicast), which leads to no one host (RFC 1112, RFC 4291). */
export function isGroup(address: string): boolean {
  return /^(22[4-9]|23\d)\.|^ff/i.test(address);
}
