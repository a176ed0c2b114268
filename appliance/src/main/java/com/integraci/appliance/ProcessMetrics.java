package com.integraci.appliance;

import com.integraci.appliance.database.Pool;
import com.integraci.appliance.metrics.Exposition.Kind;
import com.integraci.appliance.metrics.Metrics;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import jdk.management.VirtualThreadSchedulerMXBean;

/** How the control plane's own process does: memory, collection, threads, connections. */
final class ProcessMetrics {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private final Metrics metrics;

  private ProcessMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Adds them.
   *
   * @param pools says how each pool of connections is used
   */
  static void of(Metrics metrics, Supplier<List<Pool.Use>> pools) {
    var process = new ProcessMetrics(metrics);
    process.system();
    process.memory();
    process.threads();
    process.connections(pools);
  }

  private void system() {
    var runtime = ManagementFactory.getRuntimeMXBean();
    metrics.gauge(
        "integraci_process_start_time_seconds",
        "When this process started, in seconds since 1970.",
        () -> runtime.getStartTime() / 1e3);
    metrics.gauge(
        "integraci_process_resident_bytes",
        "Memory of this process that is in RAM.",
        ProcessMetrics::resident);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      metrics.gauge(
          "integraci_process_open_files",
          "Files and sockets that this process has open.",
          unix::getOpenFileDescriptorCount);
      metrics.family(
          "integraci_process_cpu_seconds_total",
          Kind.COUNTER,
          "Processor time that this process has used.",
          "of",
          () -> Map.of("process", unix.getProcessCpuTime() / 1e9));
    }
  }

  private static double resident() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private void memory() {
    var memory = ManagementFactory.getMemoryMXBean();
    area("integraci_jvm_heap_bytes", "The Java heap.", memory::getHeapMemoryUsage);
    area(
        "integraci_jvm_nonheap_bytes",
        "Memory of the Java virtual machine beside the heap: classes and compiled code.",
        memory::getNonHeapMemoryUsage);
    collections(
        "integraci_jvm_gc_seconds_total",
        "Time spent collecting garbage.",
        gc -> Math.max(0, gc.getCollectionTime()) / 1e3);
    collections(
        "integraci_jvm_gc_collections_total",
        "Collections of garbage.",
        gc -> Math.max(0, gc.getCollectionCount()));
  }

  private void area(String name, String help, Supplier<MemoryUsage> usage) {
    metrics.family(
        name,
        Kind.GAUGE,
        help,
        "part",
        () -> {
          var now = usage.get();
          var parts = new TreeMap<String, Double>();
          parts.put("used", (double) now.getUsed());
          parts.put("committed", (double) now.getCommitted());
          if (now.getMax() >= 0) {
            parts.put("max", (double) now.getMax());
          }
          return parts;
        });
  }

  private void collections(
      String name, String help, ToDoubleFunction<GarbageCollectorMXBean> number) {
    metrics.family(
        name,
        Kind.COUNTER,
        help,
        "collector",
        () -> {
          var all = new TreeMap<String, Double>();
          ManagementFactory.getGarbageCollectorMXBeans()
              .forEach(gc -> all.put(gc.getName(), number.applyAsDouble(gc)));
          return all;
        });
  }

  private void threads() {
    var threads = ManagementFactory.getThreadMXBean();
    var virtual = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    metrics.gauge("integraci_jvm_threads", "Platform threads that live.", threads::getThreadCount);
    metrics.gauge(
        "integraci_jvm_virtual_threads_mounted",
        "Virtual threads that run now; no more than there are carriers.",
        virtual::getMountedVirtualThreadCount);
    metrics.gauge(
        "integraci_jvm_virtual_threads_queued",
        "Virtual threads that could run and wait for a carrier; above 0 for long, carriers are"
            + " pinned or the processor is too slow.",
        virtual::getQueuedVirtualThreadCount);
    metrics.gauge(
        "integraci_jvm_virtual_thread_carriers",
        "Platform threads that run virtual ones.",
        virtual::getPoolSize);
  }

  private void connections(Supplier<List<Pool.Use>> pools) {
    pool("active", "Connections to PostgreSQL that are in use.", Pool.Use::active, pools);
    pool("idle", "Connections to PostgreSQL that wait to be used.", Pool.Use::idle, pools);
    pool("waiting", "Threads that wait for a connection.", Pool.Use::waiting, pools);
    pool("max", "Connections to PostgreSQL, at most.", Pool.Use::max, pools);
  }

  /** A role may have several pools. */
  private void pool(
      String what, String help, ToDoubleFunction<Pool.Use> number, Supplier<List<Pool.Use>> pools) {
    metrics.family(
        "integraci_database_connections_" + what,
        Kind.GAUGE,
        help,
        "role",
        () -> {
          var sums = new TreeMap<String, Double>();
          pools
              .get()
              .forEach(use -> sums.merge(use.role(), number.applyAsDouble(use), Double::sum));
          return sums;
        });
  }
}
