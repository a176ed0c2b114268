package com.integraci.appliance.repair;

import com.integraci.appliance.broker.AccountRepair;
import java.util.List;

/** The team's account at the broker: its key, what the broker was told of it, and its stream. */
record BrokerRemedy(AccountRepair repair) implements Remedy {

  @Override
  public String layer() {
    return "broker";
  }

  @Override
  public List<Difference> look(Team team) {
    return repair
        .look(team.account())
        .map(fault -> List.of(new Difference(layer(), of(team, fault), "")))
        .orElse(List.of());
  }

  /** Making an account takes a login to it, which a closed one refuses. */
  private static Fault of(Team team, AccountRepair.Fault fault) {
    return switch (fault) {
      case ACCOUNT -> team.open() ? Fault.BROKER_ACCOUNT : Fault.BROKER_WAITS;
      case KEY -> team.open() ? Fault.BROKER_KEY : Fault.BROKER_WAITS;
      case CLAIMS_MISSING -> Fault.BROKER_CLAIMS_MISSING;
      case CLAIMS_OTHER -> Fault.BROKER_CLAIMS_OTHER;
      case STREAM_MISSING -> Fault.BROKER_STREAM_MISSING;
      case STREAM_CHANGED -> Fault.BROKER_STREAM_CHANGED;
      case STREAM_UNSEEN -> Fault.BROKER_STREAM_UNSEEN;
    };
  }

  @Override
  public void mend(Team team, Difference difference) {
    switch (difference.fault()) {
      case BROKER_ACCOUNT -> mend(team, AccountRepair.Fault.ACCOUNT);
      case BROKER_KEY -> mend(team, AccountRepair.Fault.KEY);
      case BROKER_CLAIMS_MISSING -> mend(team, AccountRepair.Fault.CLAIMS_MISSING);
      case BROKER_CLAIMS_OTHER -> mend(team, AccountRepair.Fault.CLAIMS_OTHER);
      case BROKER_STREAM_MISSING -> mend(team, AccountRepair.Fault.STREAM_MISSING);
      case BROKER_STREAM_CHANGED -> mend(team, AccountRepair.Fault.STREAM_CHANGED);
      default -> throw new IllegalArgumentException("nothing to be done: " + difference);
    }
  }

  private void mend(Team team, AccountRepair.Fault fault) {
    repair.mend(team.account(), fault);
  }
}
