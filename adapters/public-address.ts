import { BlockList, isIPv4 } from 'node:net';

/** IPv4 that is nobody's on the internet: this machine, private networks, link-local with the metadata of AWS, tests. */
const inside = new BlockList();
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
  ] as const),
  ...([
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
  ] as const),
  ...([
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
  ] as const),
  ...([
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
]) {
  inside.addSubnet(net, prefix);
}

/** IPv6 of the internet, and what of it leads elsewhere: special uses, documentation, and IPv4 in disguise. */
const internet = new BlockList();
internet.addSubnet('2000::', 3, 'ipv6');
const special = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, prefix, 'ipv6');
}

/** Whether an IP address is one of the internet, rather than of this machine or a network around it. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inside.check(address);
  return internet.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
