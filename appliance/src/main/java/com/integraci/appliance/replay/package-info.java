/**
 * The replay lab: what a bundle would have changed, of the decisions of a period, before it decides
 * itself, and beside the one that does. May use {@code decisions}, {@code bundles}, {@code audit},
 * {@code policy}, {@code database}, {@code metrics} and {@code failure}; its routes use {@code
 * http}.
 */
package com.integraci.appliance.replay;
