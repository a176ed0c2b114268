package com.integraci.images;

import java.io.IOException;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;

/**
 * What is in an image: the program as the component lock pins it, Go and the modules it says it was
 * built from. It has neither a time nor a serial number: the same image has the same bill.
 *
 * @param pinned the program in the component lock
 * @param reference the image's name
 * @param imageId digest of the image's configuration, as container engines show it
 * @param build what the program says of itself
 */
record BillOfMaterials(
    com.integraci.airgap.Component pinned, String reference, String imageId, GoBuild build) {

  private static final String MODULE = "pkg:golang/";

  String json() throws IOException {
    var image = image();
    var program = program();
    var linked = build.modules().stream().map(BillOfMaterials::module).toList();
    var bom = new Bom();
    var metadata = new Metadata();
    metadata.setTimestamp(null);
    metadata.setComponent(image);
    bom.setMetadata(metadata);
    bom.addComponent(program);
    linked.forEach(bom::addComponent);
    bom.addDependency(depends(image, List.of(program)));
    bom.addDependency(depends(program, linked));
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    } catch (GeneratorException e) {
      throw new IOException("the bill of materials of " + reference + " can't be written", e);
    }
  }

  private Component image() {
    var image = component(Component.Type.CONTAINER, reference, pinned.version());
    image.addProperty(property("integraci:image-id", imageId));
    return image;
  }

  private Component program() {
    var program = component(Component.Type.APPLICATION, pinned.name(), pinned.version());
    program.addHash(new Hash(Hash.Algorithm.SHA_256, pinned.content().binaryHash().hex()));
    var licence = new LicenseChoice();
    licence.setExpression(new Expression(pinned.licence()));
    program.setLicenses(licence);
    program.addProperty(property("integraci:release", pinned.upstream().release()));
    program.addProperty(property("integraci:artifact-sha256", pinned.artifact().hash().hex()));
    program.addProperty(property("integraci:go", build.version()));
    pinned
        .repackagedBy()
        .ifPresent(who -> program.addProperty(property("integraci:repackaged-by", who)));
    return program;
  }

  private static Component module(GoBuild.Module module) {
    var library = component(Component.Type.LIBRARY, module.path(), module.version());
    library.setPurl(MODULE + module.path() + "@" + module.version().replace("+", "%2B"));
    return library;
  }

  private static Component component(Component.Type type, String name, String version) {
    var component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    component.setBomRef(name + "@" + version);
    return component;
  }

  private static Property property(String name, String value) {
    var property = new Property();
    property.setName(name);
    property.setValue(value);
    return property;
  }

  private static Dependency depends(Component on, List<Component> parts) {
    var dependency = new Dependency(on.getBomRef());
    parts.forEach(part -> dependency.addDependency(new Dependency(part.getBomRef())));
    return dependency;
  }
}
