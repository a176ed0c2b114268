package com.integraci.appliance.console;

import java.util.List;

/**
 * An exception that is handed on.
 *
 * @param rule from which rule
 * @param where of which service, on the way where
 * @param owner who answers for it now
 * @param people who else could
 * @param more where more people are offered, or ""
 * @param action where the form goes
 * @param back the exceptions
 * @param form what was chosen
 */
record ExceptionOwnerView(
    String rule,
    String where,
    String owner,
    List<TeamPeople.Choice> people,
    String more,
    String action,
    String back,
    Form form) {}
