package com.integraci.installer.demo;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.stack.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code demo.json} in the data folder, mode 0600: the only place of the demo owners' passwords. It
 * is there before the first sign-up, so that a demo that was killed goes on with the same ones.
 */
final class DemoFile {
  static final String NAME = "demo.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DemoFile() {}

  /** The accounts in a data folder, made when there are none. */
  static List<Account> ensure(Path data, String url) throws IOException {
    Path file = data.resolve(NAME);
    if (!Files.exists(file)) {
      write(
          file,
          url,
          List.of(
              fresh("demo-orchard", "Orchard Robotics"), fresh("demo-harbour", "Harbour Studio")));
    }
    return read(file);
  }

  private static Account fresh(String slug, String organisation) {
    return new Account(
        slug,
        organisation,
        "Owner of " + organisation,
        "owner@" + slug + ".example",
        Credential.random(),
        Credential.random());
  }

  private static void write(Path file, String url, List<Account> accounts) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    var teams = root.putArray("teams");
    for (Account account : accounts) {
      teams
          .addObject()
          .put("console", url + "/t/" + account.slug())
          .put("slug", account.slug())
          .put("organisation", account.organisation())
          .put("name", account.name())
          .put("email", account.email())
          .put("password", account.password())
          .put("key", account.key());
    }
    byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    Durable.write(file, content, "rw-------", Owner.caller());
  }

  private static List<Account> read(Path file) throws IOException {
    try {
      var accounts = new ArrayList<Account>();
      for (JsonNode team : JSON.readTree(Files.readAllBytes(file)).path("teams")) {
        accounts.add(
            new Account(
                team.required("slug").asString(),
                team.required("organisation").asString(),
                team.required("name").asString(),
                team.required("email").asString(),
                team.required("password").asString(),
                team.required("key").asString()));
      }
      return accounts;
    } catch (JacksonException e) {
      throw new IOException(file + " is not what a demo left.", e);
    }
  }
}
