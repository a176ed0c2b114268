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
import java.util.function.Function;

/** Decisions that were exported to a file, read one after the other: {@link DecisionRecord}. */
public final class DecisionFile implements AutoCloseable {

  private final String file;
  private final InputStream in;
  private int number;

  private DecisionFile(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens a file. */
  public static DecisionFile open(Path file) throws IOException {
    return of(file.toString(), Files.newInputStream(file));
  }

  /**
   * Decisions of a stream, which is closed with this.
   *
   * @param file its name in problems
   */
  public static DecisionFile of(String file, InputStream in) {
    return new DecisionFile(file, new BufferedInputStream(in, 1 << 16));
  }

  /**
   * The next decision, which is for that kind; nothing after the last.
   *
   * @throws BundleRefused with the line's number when it is not a decision as it was made
   */
  public Optional<DecisionRecord> next(DecisionKind kind) throws IOException {
    return read(line -> record(line, kind));
  }

  /**
   * The next decision of whatever kind; nothing after the last.
   *
   * @throws BundleRefused with the line's number when it is not a decision as it was made
   */
  public Optional<DecisionRecord> next() throws IOException {
    return read(DecisionRecord::read);
  }

  private Optional<DecisionRecord> read(Function<byte[], DecisionRecord> reading)
      throws IOException {
    number++;
    try {
      return line().map(reading);
    } catch (IllegalArgumentException e) {
      var message = "Not a decision as it was made: " + e.getMessage() + ".";
      throw new BundleRefused(List.of(new Problem(file, number, 0, "line", message)));
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
