/**
 * The console: pages rendered on the server, which call the features' verbs with the visitor's
 * {@code Caller} as the API does. Templates are compiled at build; assets come from packages and
 * this one, under addresses that name their content. May use every feature's verbs, {@code http},
 * {@code policy}, {@code database} (ids) and {@code failure}; nothing uses it.
 */
package com.integraci.appliance.console;
