package com.integraci.tests.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A bash that somebody has open beside the browser, and copies commands of a document into. */
public final class Shell implements AutoCloseable {

  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final String END = "the end of a block";
  private static final int MINUTES_MAX = 3;

  private final Process bash;
  private final Writer in;
  private final BufferedReader out;

  private Shell(Process bash) {
    this.bash = bash;
    this.in = bash.outputWriter(UTF_8);
    this.out = new BufferedReader(new InputStreamReader(bash.getInputStream(), UTF_8));
  }

  /** One in a folder. */
  static Shell in(Path folder) throws IOException {
    var builder = new ProcessBuilder("/bin/bash").directory(folder.toFile());
    return new Shell(builder.redirectErrorStream(true).start());
  }

  /** The blocks of commands below a heading of a document, up to the next one. */
  public static List<String> blocks(Path document, String heading) throws IOException {
    var text = Files.readString(document);
    int begin = text.indexOf(heading);
    var below = text.substring(begin, text.indexOf("\n## ", begin));
    return COMMANDS.matcher(below).results().map(found -> found.group(1)).toList();
  }

  /** Runs commands to their end; returns all that was printed. */
  String run(String commands) throws IOException {
    return run(commands, List.of());
  }

  /** Runs a command that asks, and answers. */
  String run(String commands, List<String> answers) throws IOException {
    in.write(commands);
    for (String answer : answers) {
      in.write(answer + "\n");
    }
    in.write("echo '" + END + "'\n");
    in.flush();
    try {
      return CompletableFuture.supplyAsync(this::printed).get(MINUTES_MAX, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(commands, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private String printed() {
    var printed = new StringBuilder();
    try {
      for (String line = out.readLine(); !END.equals(line); line = out.readLine()) {
        if (line == null) {
          throw new IOException("bash ended after: " + printed);
        }
        printed.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return printed.toString();
  }

  @Override
  public void close() {
    bash.descendants().forEach(ProcessHandle::destroyForcibly);
    bash.destroyForcibly();
  }
}
