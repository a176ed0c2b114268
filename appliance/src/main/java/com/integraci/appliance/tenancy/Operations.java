package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Definitions;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Lets whoever holds an operation's secret watch it, without signing in. */
public final class Operations {

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final String READ =
      """
      select slug, definition, version, state, undoing, step from front.read_operation(?)
      """;

  private final FrontDoor front;
  private final Definitions definitions;
  private final Keycloak keycloak;
  private final URI url;

  /** The verb. */
  public Operations(FrontDoor front, Definitions definitions, Keycloak keycloak, URI url) {
    this.front = front;
    this.definitions = definitions;
    this.keycloak = keycloak;
    this.url = url;
  }

  private record Found(
      String slug, String definition, int version, String state, boolean undoing, String step) {

    static Found of(Row row) {
      return new Found(
          row.text("slug"),
          row.text("definition"),
          (int) row.number("version"),
          row.text("state"),
          row.flag("undoing"),
          row.text("step"));
    }
  }

  /**
   * How the operation stands; readable until an hour after its end.
   *
   * @throws NotFound when the secret opens nothing, or nothing any more
   */
  public Operation read(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw none();
    }
    var found =
        front.call(READ, Found::of, new OperationSecret(secret).hash()).stream()
            .findFirst()
            .orElseThrow(Operations::none);
    var state =
        switch (found.state()) {
          case "succeeded" -> Operation.State.SUCCEEDED;
          case "failed", "cancelled" -> Operation.State.FAILED;
          default -> Operation.State.RUNNING;
        };
    boolean succeeded = state == Operation.State.SUCCEEDED;
    return new Operation(
        state,
        found.slug(),
        steps(found),
        succeeded ? keycloak.issuer(found.slug()) : "",
        succeeded ? url + "/t/" + found.slug() : "");
  }

  private List<Operation.StepState> steps(Found found) {
    var names =
        definitions.find(found.definition(), found.version()).stream()
            .flatMap(definition -> definition.stepNames().stream())
            .toList();
    int stands = names.indexOf(found.step());
    return IntStream.range(0, names.size())
        .mapToObj(index -> new Operation.StepState(names.get(index), word(found, index, stands)))
        .toList();
  }

  private static Operation.Progress word(Found found, int index, int stands) {
    if (found.state().equals("succeeded")) {
      return Operation.Progress.DONE;
    }
    if (found.state().equals("failed") || found.state().equals("cancelled")) {
      return Operation.Progress.UNDONE;
    }
    if (index == stands) {
      return found.undoing() ? Operation.Progress.UNDOING : Operation.Progress.RUNNING;
    }
    if (index < stands) {
      return Operation.Progress.DONE;
    }
    return found.undoing() ? Operation.Progress.UNDONE : Operation.Progress.PENDING;
  }

  private static NotFound none() {
    return new NotFound("There is no such operation, or it ended more than an hour ago.");
  }
}
