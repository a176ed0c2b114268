package com.integraci.appliance.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found out lately, by name; the one not used for longest is dropped for a new one. */
final class Bounded<V> {

  private final Map<String, V> values;

  Bounded(int max) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > max;
          }
        };
  }

  Optional<V> find(String name) {
    synchronized (values) {
      return Optional.ofNullable(values.get(name));
    }
  }

  void put(String name, V value) {
    synchronized (values) {
      values.put(name, value);
    }
  }
}
