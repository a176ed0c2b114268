package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The members of evidence all of which was in statements that trusted keys signed. */
record Signed(SortedSet<String> members) implements Fact {

  static final String MEMBER = "signed";

  Signed {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  @Override
  public String member() {
    return MEMBER;
  }

  @Override
  public Signed and(Fact other) {
    var all = new TreeSet<>(members);
    all.retainAll(((Signed) other).members);
    return new Signed(all);
  }

  @Override
  public JsonNode json() {
    var names = JSON.arrayNode();
    members.forEach(names::add);
    return names;
  }
}
