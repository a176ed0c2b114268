package com.integraci.installer.folder;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Chooses the ports of a new data folder once, and refuses to start when one is taken later. */
public final class Ports {
  // Below the range the kernel lends to outgoing connections (32768 and up), so that none of those
  // sits on a port of ours while the appliance is down.
  private static final int FIRST = 20_000;
  private static final int SPAN = 12_000;
  private static final int TRIES_MAX = 200;

  private Ports() {}

  /** Refuses when the control plane's port is taken, before anything of the folder is written. */
  static Map<Port, Integer> choose(int control) {
    demandFree(Port.CONTROL, control);
    var random = RandomGenerator.getDefault();
    var ports = new EnumMap<Port, Integer>(Port.class);
    ports.put(Port.CONTROL, control);
    for (Port port : Port.values()) {
      for (int tries = 0; !ports.containsKey(port); tries++) {
        int candidate = FIRST + random.nextInt(SPAN);
        if (!ports.containsValue(candidate) && free(candidate)) {
          ports.put(port, candidate);
        } else if (tries == TRIES_MAX) {
          throw new Refusal(
              ExitCode.PORT_TAKEN,
              "No free port was found between %d and %d on 127.0.0.1."
                  .formatted(FIRST, FIRST + SPAN));
        }
      }
    }
    return ports;
  }

  /**
   * Refuses when a port of the appliance is taken, naming the port and, where it can be seen, the
   * program that has it.
   */
  public static void demandFree(ApplianceFile appliance) {
    for (Port port : Port.values()) {
      demandFree(port, appliance.port(port));
    }
  }

  private static void demandFree(Port port, int number) {
    if (!free(number)) {
      throw new Refusal(
          ExitCode.PORT_TAKEN,
          "Port %d of 127.0.0.1, which this appliance uses for %s, is taken by %s: %s."
              .formatted(
                  number,
                  port.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  PortHolder.of(number),
                  port == Port.CONTROL
                      ? "stop that program, or give a new data folder another --port"
                      : "stop that program and start again"));
    }
  }

  static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
