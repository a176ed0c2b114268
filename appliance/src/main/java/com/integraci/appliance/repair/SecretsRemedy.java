package com.integraci.appliance.repair;

import com.integraci.appliance.openbao.NamespacePart;
import com.integraci.appliance.openbao.NamespaceRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The team's namespace in OpenBao: that it is there with its parts, each as it is to be. */
record SecretsRemedy(NamespaceRepair repair) implements Remedy {

  @Override
  public String layer() {
    return "secrets";
  }

  @Override
  public List<Difference> look(Team team) {
    return switch (repair.namespace(team.id())) {
      case ABSENT -> List.of(new Difference(layer(), Fault.NAMESPACE_MISSING, ""));
      case PARTIAL -> List.of(new Difference(layer(), Fault.NAMESPACE_GOING, ""));
      case READY -> parts(team);
    };
  }

  private List<Difference> parts(Team team) {
    var found = new ArrayList<Difference>();
    repair
        .faults(team.id())
        .forEach((part, fault) -> found.add(new Difference(layer(), of(part, fault), part.id())));
    return found;
  }

  private static Fault of(NamespacePart part, NamespaceRepair.Fault fault) {
    return switch (fault) {
      case MISSING -> part.holdsValues() ? Fault.PART_LOST : Fault.PART_MISSING;
      case CHANGED -> part.holdsValues() ? Fault.PART_OTHER : Fault.PART_CHANGED;
    };
  }

  @Override
  public void mend(Team team, Difference difference) {
    if (difference.fault() == Fault.NAMESPACE_MISSING) {
      repair.makeAll(team.id());
    } else {
      var part = NamespacePart.valueOf(difference.subject().toUpperCase(Locale.ROOT));
      repair.make(team.id(), part);
    }
  }
}
