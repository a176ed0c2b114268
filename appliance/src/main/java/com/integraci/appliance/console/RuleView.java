package com.integraci.appliance.console;

import com.integraci.bundles.policy.RuleSource;
import java.util.List;

/**
 * One rule of a bundle.
 *
 * @param row the rule, and how often it denied
 * @param bundle the bundle's name and version
 * @param back the bundle's page
 * @param last the time in which it was counted, in words
 * @param source its code and its tests
 * @param controls what it is evidence for
 */
record RuleView(
    BundleView.RuleRow row,
    String bundle,
    String back,
    String last,
    RuleSource source,
    List<Evidence> controls) {

  /**
   * What a rule is evidence for.
   *
   * @param framework the framework's title, or what the bundle calls it
   * @param control the control's id, after the framework's word for it
   * @param title what the control is about, or ""
   * @param href where it is shown, or ""
   */
  record Evidence(String framework, String control, String title, String href) {}
}
