package com.integraci.appliance.console;

/** How something is, as a colour and a shape; a word always stands beside it. */
enum Lamp {
  OK("ok", "check"),
  WARN("warn", "alert"),
  BAD("bad", "alert"),
  BUSY("busy", "wait"),
  OFF("off", "wait");

  private final String name;
  private final String icon;

  Lamp(String name, String icon) {
    this.name = name;
    this.icon = icon;
  }

  String style() {
    return "lamp-" + name;
  }

  String notice() {
    return "notice-" + name;
  }

  String icon() {
    return icon;
  }
}
