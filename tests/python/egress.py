"""Runs an appliance where nothing outside can be reached, and tells what tried to.

    unshare --net --mount -- python egress.py READY_FILE COMMAND...

In the network namespace of its own there are the loopback and one interface with the default routes, which is
read here: whatever is sent to any other address comes out of it, and nothing answers. The resolver is made such an
address, so that a look-up is seen as well. Exit status: 0 nothing was sent, 1 something was, and it is printed.
"""

import ctypes
import fcntl
import ipaddress
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

from team import Team

TUNSETIFF = 0x400454CA
IFF_TUN_NO_INFO = 0x0001 | 0x1000
MS_BIND = 4096
UDP, ICMPV6, TCP = 17, 58, 6
# Router and neighbour discovery, listener reports: the kernel's own, to the link and no further (RFC 4861, 3810).
KERNEL_ICMPV6 = set(range(130, 138)) | {143}

READY_SECONDS = 720
STOP_SECONDS = 120
CONTROL_SECONDS = 20
# How long it is watched while nobody asks anything of it.
IDLE_SECONDS = 45


class Outside:
    """The only way out, and what has gone it."""

    def __init__(self):
        self._sent = []
        self._lock = threading.Lock()
        self._device = os.open("/dev/net/tun", os.O_RDWR)
        fcntl.ioctl(self._device, TUNSETIFF, struct.pack("16sH", b"outside", IFF_TUN_NO_INFO))
        for words in ("link set lo up", "addr add 192.0.2.1/24 dev outside", "-6 addr add fd00:2::1/64 dev outside nodad",
                      "link set outside up", "route add default dev outside", "-6 route add default dev outside"):
            subprocess.run(["ip", *words.split()], check=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while True:
            line = describe(os.read(self._device, 65536))
            if line:
                with self._lock:
                    self._sent.append(line)

    def take(self):
        """What was sent since it was last asked."""
        with self._lock:
            sent, self._sent = self._sent, []
        return sent


def describe(packet):
    """Where a packet goes, or nothing for the kernel's own."""
    if packet[0] >> 4 == 4:
        header, protocol, address = (packet[0] & 15) * 4, packet[9], packet[16:20]
    else:
        header, protocol, address = 40, packet[6], packet[24:40]
        # A listener report stands behind a hop-by-hop header.
        if protocol == 0:
            header, protocol = header + 8 + packet[41] * 8, packet[40]
        if protocol == ICMPV6 and packet[header] in KERNEL_ICMPV6:
            return None
    where = str(ipaddress.ip_address(address))
    if protocol in (UDP, TCP):
        port = struct.unpack("!H", packet[header + 2:header + 4])[0]
        return "%s %s port %d %s" % ("udp" if protocol == UDP else "tcp", where, port, packet[-64:])
    return "protocol %d %s" % (protocol, where)


def resolver_outside():
    """Look-ups go to an address outside from here on, in this mount namespace."""
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("nameserver 192.0.2.53\noptions timeout:1 attempts:1\n")
    os.chmod(file.name, 0o644)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(file.name.encode(), os.path.realpath("/etc/resolv.conf").encode(), None, MS_BIND, None):
        raise OSError(ctypes.get_errno(), "mount")


def expect_seen(outside):
    """Shows that what is sent is seen: a connection, a datagram over IPv6, a look-up."""
    with socket.socket() as stream:
        stream.setblocking(False)
        stream.connect_ex(("198.51.100.7", 443))
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as datagram:
        datagram.sendto(b"control", ("2001:db8::7", 9))
    try:
        socket.getaddrinfo("control.example", 443)
    except OSError:
        pass
    wanted = {"tcp 198.51.100.7 port 443", "udp 2001:db8::7 port 9", "udp 192.0.2.53 port 53"}
    end = time.monotonic() + CONTROL_SECONDS
    while wanted and time.monotonic() < end:
        for line in outside.take():
            wanted = {each for each in wanted if not line.startswith(each)}
        time.sleep(0.1)
    if wanted:
        raise SystemExit("not seen, so nothing would be: " + ", ".join(sorted(wanted)))


def run(ready_file, command):
    """Starts, uses, watches and stops it."""
    appliance = subprocess.Popen(command)
    try:
        end = time.monotonic() + READY_SECONDS
        while not os.path.exists(ready_file):
            if appliance.poll() is not None or time.monotonic() > end:
                raise SystemExit("the appliance did not become ready")
            time.sleep(0.5)
        with open(ready_file, encoding="utf-8") as file:
            team = Team(json.load(file))
        team.sign_up()
        team.token()
        time.sleep(IDLE_SECONDS)
    finally:
        appliance.send_signal(signal.SIGTERM)
        appliance.wait(STOP_SECONDS)


def main():
    # A test that gives up stops the appliance too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    outside = Outside()
    resolver_outside()
    expect_seen(outside)
    run(sys.argv[1], sys.argv[2:])
    sent = outside.take()
    for line in sent:
        print("SENT", line)
    return 1 if sent else 0


if __name__ == "__main__":
    sys.exit(main())
