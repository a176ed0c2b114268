/**
 * Tells open pages that something happened, over server-sent events, so that they look again. May
 * use {@code audit} (sealed entries), {@code http}, {@code policy}, {@code database}, {@code jobs},
 * {@code metrics} and {@code failure}.
 */
package com.integraci.appliance.live;
