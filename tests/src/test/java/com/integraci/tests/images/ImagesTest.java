package com.integraci.tests.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.model.Container;
import com.integraci.airgap.Component;
import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Sha256;
import com.integraci.tests.NatsServer;
import com.integraci.tests.ServerContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is in the images, and that this suite's servers really run in containers of them. */
@Tag("containers")
class ImagesTest {

  private static final Path FOLDER = Path.of(System.getProperty("integraci.images", "none"));

  /** The broker trusts what OpenBao signed, so that this starts both. */
  @BeforeAll
  static void start() {
    NatsServer.shared();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openbao", "nats"})
  void a_server_of_this_suite_is_a_process_of_the_images_user_in_a_container(String component)
      throws IOException {
    String reference = image(component).reference();
    var docker = DockerClientFactory.lazyClient();
    var running =
        docker.listContainersCmd().exec().stream()
            .filter(container -> container.getImage().equals(reference))
            .map(Container::getId)
            .toList();
    assertTrue(!running.isEmpty(), "no container of " + reference);

    long pid = docker.inspectContainerCmd(running.getFirst()).exec().getState().getPidLong();
    var status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
    assertEquals(same(ServerContainer.USER), numbers(status, "Uid:"));
    assertEquals(same(ServerContainer.USER), numbers(status, "Gid:"));
    assertEquals(List.of("0000000000000000"), numbers(status, "CapEff:"));
    assertEquals(List.of("0000000000000000"), numbers(status, "CapBnd:"));
    Path program = Path.of("/proc/" + pid + "/exe");
    assertEquals(pinned(component), Sha256.of(program));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openbao", "nats"})
  void an_image_is_the_pinned_program_and_an_empty_folder_and_runs_as_nobodys_user(String component)
      throws IOException {
    var image = image(component);
    var docker = DockerClientFactory.lazyClient();
    var seen = docker.inspectImageCmd(image.load().asCanonicalNameString()).exec();
    String user = ServerContainer.USER + ":" + ServerContainer.USER;
    assertEquals(user, seen.getConfig().getUser());
    String program = "/bin/" + Path.of(content(component).binary()).getFileName();
    assertArrayEquals(new String[] {program}, seen.getConfig().getEntrypoint());
    assertEquals(1, seen.getRootFS().getLayers().size());

    try (var layer = new LayerFiles(image.reference())) {
      assertEquals(new TreeSet<>(List.of("bin/", "tmp/", program.substring(1))), layer.names());
      assertEquals(pinned(component), Sha256.of(layer.bytes(program.substring(1))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openbao", "nats"})
  void the_bill_names_the_image_the_program_and_every_module_it_links(String component)
      throws IOException {
    var image = image(component);
    JsonNode bill = new ObjectMapper().readTree(Files.readString(image.bill()));
    var engine = DockerClientFactory.lazyClient();
    String id = engine.inspectImageCmd(image.load().asCanonicalNameString()).exec().getId();
    JsonNode named = bill.path("metadata").path("component");
    assertEquals(id, named.path("properties").path(0).path("value").asString());

    JsonNode program = bill.path("components").path(0);
    assertEquals(
        pinned(component).hex(), program.path("hashes").path(0).path("content").asString());
    var modules =
        bill.path("components").valueStream().skip(1).map(part -> part.path("purl").asString());
    var unique = modules.collect(Collectors.toCollection(TreeSet::new));
    assertEquals(bill.path("components").size() - 1, unique.size());
    String known =
        component.equals("nats") ? "pkg:golang/github.com/nats-io/jwt/v2@" : "golang.org/x/crypto@";
    assertTrue(unique.stream().anyMatch(purl -> purl.contains(known)), unique.toString());
  }

  private static ServerContainer.Image image(String component) {
    return new ServerContainer.Image(FOLDER, component);
  }

  private static Component.Content content(String component) {
    return ComponentLock.bundled().component(component).content();
  }

  private static Sha256 pinned(String component) {
    return content(component).binaryHash();
  }

  private static List<String> same(int id) {
    return List.of("" + id, "" + id, "" + id, "" + id);
  }

  private static List<String> numbers(List<String> status, String field) {
    String line = status.stream().filter(l -> l.startsWith(field)).findFirst().orElseThrow();
    return List.of(line.substring(field.length()).strip().split("\\s+", -1));
  }
}
