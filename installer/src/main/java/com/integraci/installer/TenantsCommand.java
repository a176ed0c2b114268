package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Lists the tenants with the state of each layer; its subcommands close, open and repair one. */
@Command(
    name = "tenants",
    description = "List the tenants of a running appliance, suspend one, resume it or repair it.",
    mixinStandardHelpOptions = true,
    subcommands = {SuspendCommand.class, ResumeCommand.class, RepairCommand.class})
final class TenantsCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGES_MAX = 1_000;
  private static final String FORM = "%-40s %-12s %-12s %s%n";

  @Mixin private DataOption data;

  @Option(names = "--json", description = "The API's document instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ArrayNode tenants = tenants();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.createObjectNode().set("tenants", tenants));
    } else {
      out.printf(Locale.ROOT, FORM, "tenant", "plan", "state", "layers");
      tenants.forEach(tenant -> out.print(row(tenant)));
    }
    out.flush();
    return ExitCode.DONE.status();
  }

  /** All of them, page by page; what is beyond the bound is left out, the oldest. */
  private ArrayNode tenants() {
    ArrayNode all = JSON.createArrayNode();
    String cursor = "";
    for (int page = 0; page == 0 || (page < PAGES_MAX && !cursor.isEmpty()); page++) {
      String after = cursor.isEmpty() ? "" : "&cursor=" + cursor;
      JsonNode answer = OperatorClient.get(data.folder(), "/api/v1/tenants?limit=100" + after);
      answer.path("tenants").forEach(all::add);
      cursor = answer.path("next").asString("");
    }
    return all;
  }

  private static String row(JsonNode tenant) {
    var layers = new ArrayList<String>();
    tenant
        .path("layers")
        .forEach(
            layer ->
                layers.add(
                    layer.path("name").asString("") + "=" + layer.path("state").asString("")));
    return String.format(
        Locale.ROOT,
        FORM,
        tenant.path("slug").asString(""),
        tenant.path("plan").asString(""),
        tenant.path("state").asString(""),
        String.join(" ", layers));
  }
}
