package com.integraci.appliance.components;

import com.integraci.appliance.broker.Meter;
import com.integraci.appliance.metrics.Exposition;
import com.integraci.appliance.metrics.Exposition.Kind;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What NATS says to its system account of the whole server, under the names that its project's
 * exporter gives; of no account, stream, subject or connection by itself.
 */
final class NatsMetrics {

  /** A number of an answer: its field, its name and what it is. */
  private record Field(String field, String name, String help) {}

  private static final List<Field> SERVER =
      List.of(
          varz("connections", "Connections now."),
          varz("total_connections", "Connections since the server started."),
          varz("max_connections", "Connections that the server takes at most."),
          varz("subscriptions", "Subscriptions now."),
          varz("slow_consumers", "Connections cut since the start for taking too slowly."),
          varz("in_msgs", "Messages received since the start."),
          varz("out_msgs", "Messages sent since the start."),
          varz("in_bytes", "Bytes received since the start."),
          varz("out_bytes", "Bytes sent since the start."),
          varz("mem", "Resident memory of the process, in bytes."),
          varz("cpu", "Use of the processor by the process, in percent of one core."));

  private static final List<Field> STREAMS =
      List.of(
          jetstream("streams", "total_streams", "Streams of all accounts."),
          jetstream("consumers", "total_consumers", "Consumers of all accounts."),
          jetstream("messages", "total_messages", "Messages that streams keep."),
          jetstream("bytes", "total_message_bytes", "Bytes that streams keep."),
          jetstream("memory", "memory_used", "Bytes of streams kept in memory."),
          jetstream("storage", "storage_used", "Bytes of streams kept on disk."));

  private final Meter meter;

  NatsMetrics(Meter meter) {
    this.meter = meter;
  }

  private static Field varz(String field, String help) {
    return new Field(field, "gnatsd_varz_" + field, help);
  }

  private static Field jetstream(String field, String name, String help) {
    return new Field(field, "jetstream_server_" + name, help);
  }

  String read() {
    var out = new Exposition();
    write(out, SERVER, meter.server());
    var streams = meter.streams();
    write(out, STREAMS, streams);
    var config = streams.path("config");
    write(
        out,
        List.of(
            jetstream("max_memory", "max_memory", "Bytes that streams may keep in memory."),
            jetstream("max_storage", "max_storage", "Bytes that streams may keep on disk.")),
        config);
    return out.toString();
  }

  /** All are gauges with the project's exporter, those that only grow included. */
  private static void write(Exposition out, List<Field> fields, JsonNode answer) {
    for (Field field : fields) {
      if (answer.path(field.field()).isNumber()) {
        double value = answer.path(field.field()).asDouble();
        out.only(field.name(), Kind.GAUGE, field.help(), value);
      }
    }
  }
}
