package com.integraci.appliance.console;

/**
 * One service account that is about to be changed.
 *
 * @param row the account
 * @param base where its forms go
 * @param back the list
 * @param form what was typed
 */
record AccountView(AccountsView.Row row, String base, String back, Form form) {}
