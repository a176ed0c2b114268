package com.integraci.installer.process;

import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that run for a moment and whose answer is wanted; nothing of them is logged. */
public final class Program {
  private static final int OUTPUT_MAX_BYTES = 1 << 20;

  private Program() {}

  /**
   * What a program left.
   *
   * @param status its exit status
   * @param output what it wrote, errors included; the first MiB
   */
  public record Outcome(int status, String output) {}

  /**
   * Runs a program to its end.
   *
   * @param input its standard input
   * @throws Refusal when it can't be run or does not end within the bound
   */
  public static Outcome run(Owner owner, List<String> command, String input, Duration bound) {
    var line = new ArrayList<String>(as(owner));
    line.addAll(command);
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    plainEnvironment(builder);
    String name = command.getFirst();
    try {
      Process process = builder.start();
      Thread.ofVirtual().start(() -> endAfter(process, bound));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended before it read everything; its exit status says so.
      }
      try (InputStream out = process.getInputStream()) {
        byte[] output = out.readNBytes(OUTPUT_MAX_BYTES);
        out.skip(Long.MAX_VALUE);
        return new Outcome(process.waitFor(), new String(output, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, name + " can't be run; is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERNAL, name + " was interrupted.", e);
    }
  }

  /** What stands before a command so that it runs as its owner, without any way back. */
  static List<String> as(Owner owner) {
    return owner
        .user()
        .map(
            user ->
                List.of(
                    "setpriv",
                    "--reuid=" + user.uid(),
                    "--regid=" + user.gid(),
                    "--clear-groups",
                    "--no-new-privs",
                    "--"))
        .orElseGet(List::of);
  }

  /** Takes the caller's environment away: what a component is told stands in its launch. */
  static void plainEnvironment(ProcessBuilder builder) {
    builder.environment().clear();
    builder
        .environment()
        .put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("LANG", "C.UTF-8");
  }

  private static void endAfter(Process process, Duration bound) {
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
