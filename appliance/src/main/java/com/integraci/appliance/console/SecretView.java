package com.integraci.appliance.console;

/**
 * One secret that is about to be changed.
 *
 * @param reference its name
 * @param version the present one
 * @param rotateLink where a new value goes
 * @param deleteLink where it is deleted
 * @param back the list
 * @param form what was typed
 */
record SecretView(
    String reference, long version, String rotateLink, String deleteLink, String back, Form form) {}
