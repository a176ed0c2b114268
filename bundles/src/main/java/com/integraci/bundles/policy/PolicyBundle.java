package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy bundle as its author wrote it (docs/policy-bundles.md): the manifest, rules and tests in
 * Rego, and data.
 *
 * @param manifest what it says of itself
 * @param files every file by its path, {@code /} between folders, the manifest included
 */
public record PolicyBundle(Manifest manifest, SortedMap<String, Text> files) {

  /** How many files a bundle may have. */
  public static final int FILES_MAX = 500;

  /** How large all files of a bundle may be together. */
  public static final int BYTES_MAX = 4 << 20;

  /** The file that may lie in the folder and is no part of the bundle: its signature. */
  public static final String SIGNATURE = "signature.json";

  private static final String DATA = "data.json";
  private static final int DEPTH_MAX = 8;
  private static final Pattern RULES = Pattern.compile("rules/([a-z0-9_]+/)*[a-z0-9_]+\\.rego");
  private static final Pattern TESTS =
      Pattern.compile("tests/([a-z0-9_]+/)*[a-z0-9_]+_test\\.rego");
  private static final Pattern PACKAGE =
      Pattern.compile("\\A(?:\\s+|#[^\\n]*\\n)*package\\s+([A-Za-z_][A-Za-z0-9_.]*)");

  /** The content of a file. */
  public record Text(String content) {}

  public PolicyBundle {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads a folder, except for its {@value #SIGNATURE}. Links are not followed.
   *
   * @throws IOException when it can't be read
   * @throws BundleRefused with everything that is wrong in it
   */
  public static PolicyBundle read(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var problems = new ArrayList<Problem>();
    long left = BYTES_MAX;
    for (Path file : regular(folder, problems)) {
      var path = folder.relativize(file).toString();
      left -= Files.size(file);
      if (left < 0) {
        throw tooLarge(path);
      }
      files.put(path, Files.readAllBytes(file));
    }
    return of(files, problems);
  }

  /**
   * A bundle of these files.
   *
   * @param files contents by path, {@code /} between folders
   * @throws BundleRefused with everything that is wrong in it
   */
  public static PolicyBundle of(Map<String, String> files) {
    if (files.size() > FILES_MAX) {
      throw tooMany();
    }
    var bytes = new TreeMap<String, byte[]>();
    var problems = new ArrayList<Problem>();
    long left = BYTES_MAX;
    for (var file : files.entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      left -= content.length;
      if (left < 0) {
        throw tooLarge(file.getKey());
      }
      if (!new String(content, StandardCharsets.UTF_8).equals(file.getValue())) {
        problems.add(problem(file.getKey(), "It holds half of a character."));
      }
      bytes.put(file.getKey(), content);
    }
    return of(bytes, problems);
  }

  private static PolicyBundle of(SortedMap<String, byte[]> files, List<Problem> problems) {
    var texts = new TreeMap<String, Text>();
    files.forEach((path, bytes) -> check(path, texts, bytes, problems));
    if (!texts.containsKey(Manifest.FILE)) {
      problems.add(problem(Manifest.FILE, "It is missing."));
    }
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems);
    }
    return new PolicyBundle(Manifest.read(files.get(Manifest.FILE)), texts);
  }

  private static BundleRefused tooLarge(String path) {
    return new BundleRefused(
        List.of(problem(path, "All files together are larger than " + BYTES_MAX + " bytes.")));
  }

  private static BundleRefused tooMany() {
    return new BundleRefused(List.of(problem("", "It has more than " + FILES_MAX + " files.")));
  }

  private static List<Path> regular(Path folder, List<Problem> problems) throws IOException {
    var found = new ArrayList<Path>();
    try (Stream<Path> all = Files.walk(folder, DEPTH_MAX)) {
      for (Path path : (Iterable<Path>) all.sorted()::iterator) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          problems.add(problem(folder.relativize(path).toString(), "It is no ordinary file."));
        } else if (!path.equals(folder.resolve(SIGNATURE))) {
          found.add(path);
        }
        if (found.size() > FILES_MAX) {
          throw tooMany();
        }
      }
    }
    return found;
  }

  private static void check(
      String path, SortedMap<String, Text> files, byte[] bytes, List<Problem> problems) {
    var content = new String(bytes, StandardCharsets.UTF_8);
    if (!java.util.Arrays.equals(content.getBytes(StandardCharsets.UTF_8), bytes)) {
      problems.add(problem(path, "It is not UTF-8."));
    }
    files.put(path, new Text(content));
    if (RULES.matcher(path).matches()) {
      requirePackage(path, content, "bundle", problems);
    } else if (TESTS.matcher(path).matches()) {
      requirePackage(path, content, "bundle_test", problems);
    } else if (path.equals(DATA)) {
      requireObject(content, problems);
    } else if (!List.of(Manifest.FILE, "README.md").contains(path)) {
      problems.add(
          problem(
              path,
              "A bundle has manifest.json, data.json, README.md, rules/*.rego and"
                  + " tests/*_test.rego; names are of a-z, 0-9 and _."));
    }
  }

  /** What is outside of these packages could answer in place of the bundle's rules. */
  private static void requirePackage(
      String path, String content, String root, List<Problem> problems) {
    var found = PACKAGE.matcher(content);
    if (!found.find() || !(found.group(1).equals(root) || found.group(1).startsWith(root + "."))) {
      problems.add(problem(path, "Its first statement is not \"package " + root + "\"."));
    }
  }

  private static void requireObject(String content, List<Problem> problems) {
    try {
      if (!JsonMapper.shared().readTree(content).isObject()) {
        problems.add(problem(DATA, "It is not one JSON object."));
      }
    } catch (JacksonException e) {
      problems.add(problem(DATA, "It is not JSON: " + e.getOriginalMessage()));
    }
  }

  private static Problem problem(String path, String sentence) {
    return new Problem(path, 0, 0, "bundle", sentence);
  }

  /** SHA-256 of the archive, in hexadecimal: the same bundle, the same digest. */
  public String digest() {
    return Archive.digest(archive());
  }

  /** Every path and content in one piece: {@link #unpack} makes the same bundle of it. */
  public byte[] archive() {
    return Archive.pack(files);
  }

  /**
   * The bundle of an archive.
   *
   * @throws BundleRefused with everything that is wrong in it
   */
  public static PolicyBundle unpack(byte[] archive) {
    return of(Archive.unpack(archive));
  }

  /** The data that rules read as {@code data}, JSON. */
  public String data() {
    return files.getOrDefault(DATA, new Text("{}")).content();
  }
}
