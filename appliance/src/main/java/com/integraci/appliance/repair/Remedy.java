package com.integraci.appliance.repair;

import java.util.List;

/** Looks at one layer of a team and puts single things of it right; both may be repeated. */
interface Remedy {

  /** The layer's name on lamps. */
  String layer();

  /** What differs; nothing is changed. */
  List<Difference> look(Team team);

  /** Puts one thing right that {@link #look} has just found. */
  void mend(Team team, Difference difference);
}
