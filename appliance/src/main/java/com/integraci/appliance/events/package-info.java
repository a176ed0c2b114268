/**
 * What happened, for programs that want to hear of it. An audit entry is the event: nothing else is
 * written for it (docs/adr/0006). May use {@code audit} (sealed entries), {@code broker}, {@code
 * openbao}, {@code http}, {@code policy}, {@code database}, {@code jobs}, {@code metrics} and
 * {@code failure}.
 */
package com.integraci.appliance.events;
