package com.integraci.appliance.console;

/**
 * A layer of a tenant and how it is.
 *
 * @param label its name
 * @param note what it is for, or ""
 * @param lamp its colour
 * @param word its state in a word
 */
record LayerView(String label, String note, Lamp lamp, String word) {}
