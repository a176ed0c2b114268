package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.compliance.FrameworkStatus;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What decisions come to, computed anew and held against what is told. */
final class PackCells {

  private PackCells() {}

  /**
   * Compares all frameworks.
   *
   * @param computed what they have to be
   * @throws PackFault when a cell is another
   */
  static String compare(List<FrameworkStatus> computed, PackFile file) throws IOException {
    int cells = 0;
    for (FrameworkStatus status : computed) {
      var name = PackNames.framework(status.map().framework());
      requireSame(name, status.document(), file.read(name));
      cells += status.controls().size();
    }
    return "%d controls of %d frameworks are what %d latest decisions come to"
        .formatted(cells, computed.size(), computed.getFirst().decisions());
  }

  private static void requireSame(String name, byte[] computed, byte[] told) {
    if (!Arrays.equals(computed, told)) {
      throw new PackFault(
          "%s is not what the decisions come to%s.".formatted(name, where(computed, told)));
    }
  }

  /** The first control that differs, if that is what it is. */
  private static String where(byte[] computed, byte[] told) {
    try {
      var ours = controls(CanonicalJson.readObject(computed));
      var theirs = controls(CanonicalJson.readObject(told));
      for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
        if (!ours.get(i).equals(theirs.get(i)) && ours.get(i) instanceof Members control) {
          return ", first at " + control.text("id");
        }
      }
      return "";
    } catch (IllegalArgumentException e) {
      return ", and no document of a framework";
    }
  }

  private static List<JsonValue> controls(Members document) {
    return document.member("controls") instanceof Items(var controls) ? controls : List.of();
  }
}
