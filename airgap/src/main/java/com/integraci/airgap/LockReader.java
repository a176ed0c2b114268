package com.integraci.airgap;

import com.integraci.airgap.Component.Artifact;
import com.integraci.airgap.Component.Content;
import com.integraci.airgap.Component.Nested;
import com.integraci.airgap.Component.Upstream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lock's JSON. A lock with any problem is refused whole, with all its problems named. */
final class LockReader {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<String> problems = new ArrayList<>();

  private LockReader() {}

  static List<Component> read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the component lock is not JSON: " + e.getMessage(), e);
    }
    LockReader reader = new LockReader();
    List<Component> components = reader.lock(root);
    if (!reader.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the component lock is wrong:\n" + String.join("\n", reader.problems));
    }
    return components;
  }

  private List<Component> lock(JsonNode root) {
    LockFields fields = new LockFields("", root, problems);
    if (fields.number("format") != FORMAT) {
      problems.add("/format: must be " + FORMAT);
    }
    List<Component> components = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (LockFields each : fields.list("components")) {
      Component component = component(each);
      if (!component.name().isEmpty() && !names.add(component.name())) {
        problems.add(each.path() + "/name: " + component.name() + " stands there twice");
      }
      components.add(component);
    }
    fields.refuseUnknown();
    return components;
  }

  private Component component(LockFields in) {
    Source source = source(in.object("source"));
    Component component =
        new Component(
            in.name("name"),
            in.name("version"),
            source,
            artifact(in.object("artifact")),
            content(in.object("content")),
            upstream(in.object("upstream"), source),
            in.text("licence"),
            in.optionalText("repackagedBy"));
    in.refuseUnknown();
    return component;
  }

  private Source source(LockFields in) {
    String kind = in.text("kind");
    Source source =
        switch (kind) {
          case "pypi" ->
              new Source.Pypi(
                  in.text("project"), in.text("version"), in.text("python"), in.text("platform"));
          case "maven" ->
              new Source.Maven(
                  in.text("group"), in.text("artifact"), in.text("version"), in.text("type"));
          case "go" ->
              new Source.Go(in.relativePath("module"), in.name("version"), in.name("toolchain"));
          default -> {
            if (!kind.isEmpty()) {
              problems.add(in.path() + "/kind: " + kind + " is none of pypi, maven, go");
            }
            yield new Source.Maven("", "", "", "");
          }
        };
    in.refuseUnknown();
    return source;
  }

  private Artifact artifact(LockFields in) {
    Artifact artifact = new Artifact(in.name("file"), in.size("sizeBytes"), in.hash("sha256"));
    in.refuseUnknown();
    return artifact;
  }

  private Content content(LockFields in) {
    Optional<Nested> nested = in.optionalObject("nested").map(this::nested);
    Content content =
        new Content(
            nested,
            in.relativePath("folder"),
            in.size("sizeBytes"),
            in.hash("treeSha256"),
            in.relativePath("binary"),
            in.hash("binarySha256"));
    in.refuseUnknown();
    return content;
  }

  private Nested nested(LockFields in) {
    Nested nested = new Nested(in.relativePath("path"), in.hash("sha256"));
    in.refuseUnknown();
    return nested;
  }

  private Upstream upstream(LockFields in, Source source) {
    Upstream upstream =
        new Upstream(in.text("release"), in.optionalText("published"), in.text("covers"));
    if (source instanceof Source.Go && !upstream.published().orElse("").startsWith("h1:")) {
      problems.add(in.path() + "/published: must be the module's h1 hash, which the build checks");
    }
    in.refuseUnknown();
    return upstream;
  }
}
