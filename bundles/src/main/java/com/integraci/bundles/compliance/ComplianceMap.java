package com.integraci.bundles.compliance;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.Schemas;
import com.integraci.bundles.rego.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A framework's controls, and the rules that give evidence for them. That a rule holds is evidence,
 * and never a judgement on a control.
 *
 * @param framework its name in {@code framework:control}
 * @param title its name for people
 * @param edition which of its editions and parts
 * @param word what it calls one of its controls: criterion, requirement, section
 * @param controls in its order
 */
public record ComplianceMap(
    String framework, String title, String edition, String word, List<Control> controls) {

  private static final Schemas SCHEMA = Schemas.beside(ComplianceMap.class, "map");
  private static final List<String> SHIPPED =
      List.of("soc2", "iso-27001-2022", "pci-dss-4.0.1", "hipaa", "ssdf-1.1", "slsa-1.2");

  public ComplianceMap {
    controls = List.copyOf(controls);
  }

  /** Those that come with the appliance. */
  public static List<ComplianceMap> shipped() {
    return SHIPPED.stream().map(ComplianceMap::load).toList();
  }

  private static ComplianceMap load(String framework) {
    var file = framework + ".json";
    try (InputStream in = ComplianceMap.class.getResourceAsStream(file)) {
      return read(file, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a map.
   *
   * @param file its name in problems
   * @throws BundleRefused with all that is wrong
   */
  static ComplianceMap read(String file, byte[] document) {
    JsonNode tree = SCHEMA.read(file, document);
    var controls = tree.get("controls").valueStream().map(ComplianceMap::control).toList();
    var seen = new HashSet<String>();
    var twice = controls.stream().map(Control::id).filter(id -> !seen.add(id)).toList();
    if (!twice.isEmpty()) {
      throw new BundleRefused(twice.stream().map(id -> twice(file, id)).toList());
    }
    return new ComplianceMap(
        tree.get("framework").asString(),
        tree.get("title").asString(),
        tree.get("edition").asString(),
        tree.get("word").asString(),
        controls);
  }

  private static Problem twice(String file, String id) {
    return new Problem(file, 0, 0, "map", "The control " + id + " is there twice.");
  }

  private static Control control(JsonNode node) {
    return new Control(
        node.get("id").asString(),
        node.get("title").asString(),
        node.get("checked").asBoolean(),
        node.path("beyond").stringValueOpt(),
        node.get("rules").valueStream().map(JsonNode::asString).toList());
  }

  /** How a rule of a bundle names a control of this framework. */
  public String reference(Control control) {
    return framework + ":" + control.id();
  }
}
