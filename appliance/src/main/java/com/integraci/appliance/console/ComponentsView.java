package com.integraci.appliance.console;

import java.util.List;

/**
 * The components' health, for operators.
 *
 * @param rows one for each
 * @param at when they were looked at, in words
 * @param pollAddress where it is asked for again
 */
record ComponentsView(List<Row> rows, String at, String pollAddress) {

  /** One component. */
  record Row(String name, Lamp lamp, String word, String job, String loss) {}
}
