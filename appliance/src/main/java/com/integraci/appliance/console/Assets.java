package com.integraci.appliance.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Styles and scripts, held in memory, compressed once. An address names its content's hash, so that
 * a browser keeps what it has for as long as it is the same.
 */
final class Assets {

  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final int HASH_CHARACTERS = 16;

  /** The file's name in addresses, where it comes from, and its media type. */
  private record Source(String name, String resource, String type) {}

  /** One file. */
  static final class Asset {

    private final String type;
    private final byte[] plain;
    private final byte[] gzip;

    private Asset(String type, byte[] plain) {
      this.type = type;
      this.plain = plain;
      this.gzip = compressed(plain);
    }

    String type() {
      return type;
    }

    /** Its bytes as they are, or compressed. */
    byte[] bytes(boolean compressed) {
      return (compressed ? gzip : plain).clone();
    }
  }

  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, Asset> assets = new LinkedHashMap<>();

  private Assets() {}

  /** Reads all of them from the class path. */
  static Assets load() {
    var assets = new Assets();
    var javascript = "text/javascript; charset=utf-8";
    var css = "text/css; charset=utf-8";
    var svg = "image/svg+xml";
    for (Source source :
        new Source[] {
          new Source("tabler.min.css", webjar("tabler__core", "dist/css/tabler.min.css"), css),
          new Source("htmx.min.js", webjar("htmx.org", "dist/htmx.min.js"), javascript),
          new Source("console.css", "console.css", css),
          new Source("console.js", "console.js", javascript),
          new Source("live.js", "live.js", javascript),
          new Source("merge.js", "merge.js", javascript),
          new Source("theme.js", "theme.js", javascript),
          new Source("icons.svg", "icons.svg", svg),
          new Source("favicon.svg", "favicon.svg", svg),
        }) {
      assets.add(source);
    }
    return assets;
  }

  /** The address of a file that pages name. */
  String path(String name) {
    var path = paths.get(name);
    if (path == null) {
      throw new IllegalArgumentException("no asset is called " + name);
    }
    return path;
  }

  /** What stands at an address, if it is that of the present content. */
  Optional<Asset> at(String path) {
    return Optional.ofNullable(assets.get(path));
  }

  private void add(Source source) {
    var bytes = read(source.resource());
    var path = "/assets/" + hash(bytes) + "/" + source.name();
    paths.put(source.name(), path);
    assets.put(path, new Asset(source.type(), bytes));
  }

  /** Where a package of the build keeps a file; its version stands in its Maven properties. */
  private static String webjar(String name, String file) {
    var properties = new java.util.Properties();
    var pom = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in = Assets.class.getResourceAsStream(pom)) {
      if (in == null) {
        throw new IllegalStateException("the package " + name + " is missing");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WEBJARS + name + "/" + properties.getProperty("version") + "/" + file;
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the asset " + resource + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Compressed once and sent often: the best level is worth its time. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
