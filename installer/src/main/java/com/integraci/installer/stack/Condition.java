package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.process.ProcessRecord;
import com.integraci.installer.process.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one component of an appliance does, seen from outside: by its record, its memory and an
 * answer on its port.
 *
 * @param name the component
 * @param version its version at the last start, or an empty text when it was never started
 * @param pid its process id, or 0 when it does not run
 * @param address where it listens
 * @param residentBytes its memory with that of all it started, or 0
 * @param healthy whether it answers as it does when it is well
 */
public record Condition(
    String name, String version, long pid, String address, long residentBytes, boolean healthy) {
  private static final int CONNECT_BOUND_MILLIS = 2_000;

  /** The components of the appliance in a data folder. */
  public static List<Condition> of(Path data) {
    ApplianceFile appliance = DataFolder.peek(data);
    var conditions = new ArrayList<Condition>();
    try (var https = new Https(data.resolve("ca.pem"))) {
      conditions.add(
          look(
              data,
              appliance,
              Postgres.NAME,
              Port.POSTGRES,
              () -> answers(appliance, Port.POSTGRES)));
      conditions.add(
          look(
              data,
              appliance,
              OpenBao.NAME,
              Port.OPENBAO,
              () -> https.ok(at(appliance, Port.OPENBAO) + "/v1/sys/health")));
      conditions.add(
          look(
              data,
              appliance,
              Nats.NAME,
              Port.NATS,
              () -> NatsGreeting.ready(appliance.port(Port.NATS))));
      conditions.add(
          look(
              data,
              appliance,
              Keycloak.NAME,
              Port.KEYCLOAK,
              () -> https.ok(at(appliance, Port.KEYCLOAK_MANAGEMENT) + "/auth/health/ready")));
      conditions.add(
          look(
              data,
              appliance,
              ControlPlane.NAME,
              Port.CONTROL,
              () -> https.ok(at(appliance, Port.CONTROL) + "/health/ready")));
    } catch (IOException e) {
      return List.of();
    }
    return List.copyOf(conditions);
  }

  private static Condition look(
      Path data,
      ApplianceFile appliance,
      String name,
      Port port,
      java.util.function.BooleanSupplier health)
      throws IOException {
    Path record = data.resolve("run").resolve(name);
    Optional<ProcessRecord> process =
        Files.isReadable(record) ? ProcessRecord.read(record) : Optional.empty();
    long pid = process.filter(ProcessRecord::alive).map(ProcessRecord::pid).orElse(0L);
    long resident = pid == 0 ? 0 : ProcessTree.residentBytes(pid);
    String address = Site.ADDRESS + ":" + appliance.port(port);
    return new Condition(
        name,
        Inventory.noted(data, name),
        pid,
        address,
        resident,
        pid != 0 && health.getAsBoolean());
  }

  private static boolean answers(ApplianceFile appliance, Port port) {
    try (var socket = new Socket()) {
      var address =
          new InetSocketAddress(InetAddress.ofLiteral(Site.ADDRESS), appliance.port(port));
      socket.connect(address, CONNECT_BOUND_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String at(ApplianceFile appliance, Port port) {
    return "https://" + Site.ADDRESS + ":" + appliance.port(port);
  }
}
