/** Hosts that all lead inside, or nowhere, some of them only for a reader that is less strict than another. */
export const HOSTILE_HOSTS: readonly string[] = [
  ...`
    127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 017700000001 0177.0.0.1 0 0.0.0.0
    00000000 0x0 127.0.0.1. %31%32%37.0.0.1 １２７.0.0.1 ①②⑦.0.0.1 127。0。0。1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1
    100.64.0.1 169.254.1.1 169.254.169.254 192.0.0.192 192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 224.0.0.1
    239.255.255.255 255.255.255.255 240.0.0.1 localhost LOCALHOST localhost. ⓛocalhost a.localhost printer.local
    metadata.google.internal intranet [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
    [::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::] [2002:7f00:1::1] [2001::1]
    [2001:db8::1] [fe80::1] [fe80::1%25lo] [fc00::1] [fd12:3456::1] [fec0::1] [ff02::1] [100::1] [3fff::1] [5f00::1]
    user@127.0.0.1 maker.example@127.0.0.1 :@localhost maker.example#@127.0.0.1 inside.example inside6.example
    mapped.example one-of-two.example other-family.example metadata.example home.example nat64.example nowhere.example
    inside.example. xn--inside.example-.
  `
    .trim()
    .split(/\s+/),
  '127.0.0.1\\@maker.example',
  '127.0.0.1\t',
  '',
]
