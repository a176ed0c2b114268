package com.integraci.config;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes settings as YAML, checked against the JSON Schema of {@code control.yaml}. */
public final class SettingsFile {

  /** Paths are written as paths; the mapper's own way is a file URI. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .addModule(new SimpleModule().addSerializer(new ToStringSerializer(Path.class)))
          .build();

  private SettingsFile() {}

  /**
   * Reads the control plane's settings.
   *
   * @throws InvalidSettingsException naming every problem, when the file breaks the schema
   * @throws UncheckedIOException when it can't be read
   */
  public static ControlSettings control(Path file) {
    return read(file, schema(), ControlSettings.class);
  }

  /**
   * Reads the migrator's settings: the part {@code database} of the same schema.
   *
   * @throws InvalidSettingsException naming every problem, when the file breaks the schema
   * @throws UncheckedIOException when it can't be read
   */
  public static ControlSettings.Database database(Path file) {
    var schema = schema();
    var part = (ObjectNode) schema.at("/properties/database").deepCopy();
    part.set("$defs", schema.get("$defs"));
    return read(file, part, ControlSettings.Database.class);
  }

  /**
   * Reads what an operator says of mail: the part {@code mail} of the same schema.
   *
   * @throws InvalidSettingsException naming every problem, when the file breaks the schema
   * @throws UncheckedIOException when it can't be read
   */
  public static SmtpSettings mail(Path file) {
    var schema = schema();
    var part = (ObjectNode) schema.at("/properties/mail").deepCopy();
    part.put("type", "object");
    part.set("$defs", schema.get("$defs"));
    return read(file, part, SmtpSettings.class);
  }

  /** The settings as YAML text. */
  public static String write(Object settings) {
    return YAML.writeValueAsString(settings);
  }

  static JsonNode schema() {
    try (var in = SettingsFile.class.getResourceAsStream("control.schema.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(Path file, JsonNode schema, Class<T> type) {
    try {
      JsonNode tree = YAML.readTree(Files.readString(file));
      List<String> problems = problems(schema, tree);
      if (!problems.isEmpty()) {
        throw new InvalidSettingsException(file, problems);
      }
      return YAML.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new InvalidSettingsException(file, List.of(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("The settings in " + file + " can't be read.", e);
    }
  }

  private static List<String> problems(JsonNode schema, JsonNode tree) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(tree)
        .stream()
        .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
        .sorted()
        .toList();
  }
}
