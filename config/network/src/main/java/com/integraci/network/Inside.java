package com.integraci.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that are not the public Internet's (RFC 6890 and the registries it set up), and this
 * machine's own. What carries an IPv4 address inside of an IPv6 one counts as that.
 */
public final class Inside {

  /** Blocks of IPv4 that the JDK has no word for. */
  private static final List<Block> V4 =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("240.0.0.0", 4));

  /** The one block of IPv6 that is handed out to the public. */
  private static final Block GLOBAL = Block.of("2000::", 3);

  private static final List<Block> V6 =
      List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("3fff::", 20));

  private static final Block SIX_TO_FOUR = Block.of("2002::", 16);
  private static final Block NAT64 = Block.of("64:ff9b::", 96);

  private Inside() {}

  /** The first bits of addresses. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Block(byte[] start, int bits) {

    static Block of(String start, int bits) {
      return new Block(InetAddress.ofLiteral(start).getAddress(), bits);
    }

    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (start[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether nothing may be sent there. What can't be told is inside. */
  public static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    return switch (address) {
          case Inet4Address four -> V4.stream().anyMatch(block -> block.holds(four.getAddress()));
          case Inet6Address six -> isInside(six.getAddress());
          default -> true;
        }
        || isOwn(address);
  }

  private static boolean isInside(byte[] six) {
    if (NAT64.holds(six)) {
      return is(four(six, 12));
    }
    if (SIX_TO_FOUR.holds(six)) {
      return is(four(six, 2));
    }
    return !GLOBAL.holds(six) || V6.stream().anyMatch(block -> block.holds(six));
  }

  private static InetAddress four(byte[] six, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(six, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOwn(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }
}
