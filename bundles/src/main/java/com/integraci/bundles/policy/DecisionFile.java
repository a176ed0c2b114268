package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Decisions that were exported to a file, read one after the other: {@link DecisionRecord}. */
public final class DecisionFile implements AutoCloseable {

  private final Path file;
  private final InputStream in;
  private int number;

  private DecisionFile(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens a file. */
  public static DecisionFile open(Path file) throws IOException {
    return new DecisionFile(file, new BufferedInputStream(Files.newInputStream(file)));
  }

  /**
   * The next decision, which is for that kind; nothing after the last.
   *
   * @throws BundleRefused with the line's number when it is not a decision as it was made
   */
  public Optional<DecisionRecord> next(DecisionKind kind) throws IOException {
    number++;
    try {
      var line = line();
      return line.isEmpty() ? Optional.empty() : Optional.of(record(line.get(), kind));
    } catch (IllegalArgumentException e) {
      var message = "Not a decision as it was made: " + e.getMessage() + ".";
      throw new BundleRefused(List.of(new Problem(file.toString(), number, 0, "line", message)));
    }
  }

  private static DecisionRecord record(byte[] line, DecisionKind kind) {
    var record = DecisionRecord.read(line);
    if (!record.about().kind().equals(kind.text())) {
      throw new IllegalArgumentException(
          "it is for %s, and the bundle for %s".formatted(record.about().kind(), kind.text()));
    }
    return record;
  }

  private Optional<byte[]> line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw new IllegalArgumentException("its end is cut off");
        }
        return Optional.empty();
      }
      if (line.size() == DecisionRecord.LINE_MAX) {
        throw new IllegalArgumentException("it is longer than a decision is");
      }
      line.write(b);
    }
    return Optional.of(line.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
